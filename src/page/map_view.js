// The map, as the rest of the page uses it. scene.js has what is on it, map_frames.js draws it.

import {validView} from './camera.js';
import {colourOf} from './colours.js';
import {LabelTexts} from './label_text.js';
import {MapFrames} from './map_frames.js';
import {listenForMoves} from './map_input.js';
import {mapPng, mapSvg} from './picture.js';
import {Scene} from './scene.js';
import {isDark, lessMotion, watchSize, watchTheme} from './theme.js';

/** @typedef {import('./camera.js').View} View */
/** @typedef {import('./colours.js').ColourColumn} ColourColumn */
/** @typedef {import('./colours.js').ColourMode} ColourMode */
/** @typedef {import('./map_data.js').MapData} MapData */
/** @typedef {import('./map_data.js').WordList} WordList */
/** @typedef {import('./scene.js').Neighbour} Neighbour */

/**
 * What a map calls.
 * @typedef {object} MapListener
 * @property {(id: number | null) => void} choose   a word was chosen on the map; null: none is
 * @property {(view: View) => void} move            the view has not changed for 200 ms
 * @property {(id: number | null) => void} [hover]  the word under the mouse
 * @property {(works: boolean) => void} [works]     WebGL2 was lost, or is there again
 */

export class MapView {
  #scene = new Scene();
  #colour = {mode: /** @type {ColourMode} */ ('cluster'),
             column: /** @type {ColourColumn | null} */ (null)};
  /** @type {WordList | null} */
  #words = null;
  #walk = {ids: /** @type {number[]} */ ([]), at: -1};

  /** @param {HTMLElement} host @param {MapListener} on */
  constructor(host, on) {
    this.host = host;
    this.on = on;
    host.tabIndex = 0;
    host.setAttribute('role', 'img');
    Object.assign(host.style, {touchAction: 'none', userSelect: 'none'});
    this.frames = new MapFrames(host, this.#scene, {
      still: () => on.move(this.view), works: works => on.works?.(works)});
    this.#scene.dark = isDark();
    watchTheme(() => {
      this.#scene.dark = isDark();
      this.#recolour();
    });
    watchSize(host, () => this.resize());
    listenForMoves(host, this.#moves());
    this.resize();
  }

  /** @returns {import('./map_input.js').Moves} */
  #moves() {
    const {frames} = this, {camera} = this.#scene;
    return {
      pan: (dx, dy) => frames.move(() => camera.panBy(dx, dy)),
      zoom: (x, y, factor) => frames.move(() => camera.zoomAt(x, y, factor)),
      step: factor => this.setView({...this.view, zoom: this.view.zoom * factor}, true),
      tap: (x, y) => this.#choose(this.pickAt(x, y)),
      hover: (x, y) => this.#hover(Number.isNaN(x) ? -1 : this.pickAt(x, y)),
      all: () => this.setView(this.#scene.whole, true),
      walk: by => this.#walkBy(by),
      leave: () => this.#choose(-1),
    };
  }

  /** @param {number} id */
  #choose(id) {
    this.on.choose(id < 0 ? null : id);
  }

  /** @param {number} id */
  #hover(id) {
    if (id === this.#scene.hover) return;
    this.#scene.hover = id;
    this.host.style.cursor = id < 0 ? '' : 'pointer';
    this.on.hover?.(id < 0 ? null : id);
    this.frames.ask();
  }

  /** Goes through the neighbours of the word that the walk began at.
   * @param {number} by */
  #walkBy(by) {
    const {ids, at} = this.#walk;
    if (ids.length === 0) return;
    this.#walk.at = at < 0 && by < 0 ? ids.length - 1 : (at + by + ids.length) % ids.length;
    this.#choose(ids[this.#walk.at]);
  }

  /** False without WebGL2: then only the 20,000 most frequent points are drawn. */
  get works() {
    return this.frames.points.works;
  }

  /** @param {WordList} words */
  setWords(words) {
    this.#words = words;
    this.#scene.texts = new LabelTexts(words);
    this.#scene.makePlan();
    this.#recolour();
  }

  /** @param {MapData} data @param {{glide: boolean}} how  glide: from the places of the last map */
  setMap(data, {glide}) {
    this.frames.times.begin();
    this.#scene.setData(data, glide && !lessMotion());
    this.#colourPoints();
    this.frames.begin();
  }

  #colourPoints() {
    const scene = this.#scene, {mode, column} = this.#colour;
    if (scene.data) scene.colouring = colourOf(mode, scene.data, this.#words, column, scene.dark);
  }

  #recolour() {
    this.#colourPoints();
    this.frames.loadLook();
  }

  /** @param {ColourMode} mode @param {ColourColumn | null} [column] */
  setColour(mode, column = null) {
    this.#colour = {mode, column};
    this.#recolour();
  }

  /** What the colours of points mean. */
  get legend() {
    return this.#scene.colouring?.legend ?? [];
  }

  /** Shows the most frequent words only.
   * @param {number} count */
  setFrequencyLimit(count) {
    this.#scene.limit = Math.max(0, count);
    this.redraw();
  }

  /** @param {number} id  -1: none @param {Neighbour[]} neighbours */
  choose(id, neighbours) {
    if (this.#walk.at < 0 || this.#walk.ids[this.#walk.at] !== id) {
      this.#walk = {ids: neighbours.map(each => each.id), at: -1};
    }
    Object.assign(this.#scene, {chosen: id, neighbours: id < 0 ? [] : neighbours});
    this.redraw();
  }

  /** Marks search hits.
   * @param {number[]} ids */
  mark(ids) {
    this.#scene.hits = ids;
    this.redraw();
  }

  get view() {
    return this.#scene.camera.view;
  }

  /** @param {View} view @param {boolean} [animate] */
  setView(view, animate = false) {
    this.frames.go(validView(view), animate);
  }

  /** Shows the whole map, and stays so until it is moved. */
  showAll() {
    this.frames.showAll();
  }

  /** Goes to a word, and as close as its label needs.
   * @param {number} id */
  showWord(id) {
    const view = this.#scene.viewOf(id);
    if (view) this.setView(view, true);
  }

  /** Shows all of some words.
   * @param {number[]} ids */
  fit(ids) {
    const view = this.#scene.viewOfAll(ids);
    if (view) this.setView(view, true);
  }

  /** @param {string} text  what is seen, in a sentence */
  describe(text) {
    this.host.setAttribute('aria-label', text);
  }

  resize() { this.frames.resize(); }
  redraw() { this.frames.redraw(); }

  labelsShown() {
    return this.#scene.placed.map(({id, x, y, width, height}) => ({id, x, y, width, height}));
  }

  /** The word at a place of the host, in CSS pixels, or -1.
   * @param {number} x @param {number} y */
  pickAt(x, y) {
    return this.#scene.pick(x, y);
  }

  /** Milliseconds of script in frames, for tests. */
  times() {
    return this.frames.times.all;
  }

  picture() {
    const scene = this.#scene, {frames} = this;
    return {
      toPng: () => mapPng(scene, frames.points.ratio, context => frames.copyPoints(context)),
      toSvg: () => mapSvg(scene, this.host.getAttribute('aria-label') ?? ''),
    };
  }
}
