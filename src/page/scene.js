// What a map shows apart from its points: labels, the chosen word and its neighbours, search hits.
// Knows no document; scene_paint.js draws it.

import {Camera} from './camera.js';
import {dotLook} from './dots.js';
import {crowding, extentOf, Grid} from './grid.js';
import {freeSlot, LabelPlan, levelsByRank, Occupied, slotBox} from './labels.js';
import {themeOf} from './theme.js';

/** @typedef {import('./labels.js').Box} Box */
/** @typedef {import('./map_data.js').MapData} MapData */
/** @typedef {import('./colours.js').Colouring} Colouring */
/** @typedef {import('./label_text.js').LabelTexts} LabelTexts */
/** @typedef {import('./label_text.js').LabelText} LabelText */
/** @typedef {import('./label_text.js').TextStyle} TextStyle */
/** @typedef {{id: number, near: boolean, rank?: number}} Neighbour */
/** @typedef {Box & {id: number, alpha: number, colour: string, slot: number, text: string,
 *     style: TextStyle}} Placed */

const MOST_LABELS = 300;
const MOST_HIT_LABELS = 100;
// CSS pixels between two labels.
const ROOM_X = 16, ROOM_Y = 7;
// Between a point and its label.
const LABEL_GAP = 4;
const CHOSEN_STYLE = {size: 16, weight: 700};
const PICK_RADIUS = 14;
const FADE_MS = 140;
// Of a frame, for labels that were never looked at.
const PLAN_MS = 2;

/** @param {number} size of letters */
function lineHeight(size) {
  return Math.round(1.25 * size);
}

export class Scene {
  camera = new Camera();
  dark = false;
  // Ids below it are shown.
  limit = Infinity;
  chosen = -1;
  hover = -1;
  // Share of the way from `start` to the places of the map.
  glide = 1;
  /** @type {Float32Array | null} */
  start = null;
  /** @type {Neighbour[]} */
  neighbours = [];
  /** @type {number[]} */
  hits = [];
  /** @type {MapData | null} */
  data = null;
  /** @type {Colouring | null} */
  colouring = null;
  /** @type {LabelTexts | null} */
  texts = null;
  /** @type {Grid | null} */
  grid = null;
  /** @type {LabelPlan | null} */
  plan = null;
  crowding = new Uint8Array(0);
  // Where nearly all points are.
  extent = {left: -1, right: 1, bottom: -1, top: 1};
  /** @type {Placed[]} */
  placed = [];
  /** @type {number[]} */
  #ids = [];
  /** @type {Map<number, number>} */
  #born = new Map();
  /** @type {Map<number, number>} */
  #slots = new Map();

  get theme() {
    return themeOf(this.dark);
  }

  /** How many words are shown. */
  get drawn() {
    return this.data ? Math.min(this.limit, this.data.size) : 0;
  }

  get dots() {
    return dotLook(this.data ? this.data.size : 0, this.drawn, this.camera.scale);
  }

  /** A million words take some 200 ms, so that the first frame comes before this. */
  index() {
    this.grid = this.data && new Grid(this.data.xy);
    this.makePlan();
  }

  makePlan() {
    const {data, texts} = this;
    this.plan = null;
    this.#ids = [];
    this.#born.clear();
    if (!data || !texts || !this.grid) return;
    const levels = data.finished ? data.levels : levelsByRank(data.size);
    this.plan = new LabelPlan(data.xy, levels, id => {
      const {width, style} = texts.of(id), height = lineHeight(style.size);
      return {width: width + ROOM_X, height: height + ROOM_Y, rise: LABEL_GAP + height / 2};
    });
  }

  /** @param {MapData} data @param {boolean} glide  from the places of the map before, if it fits */
  setData(data, glide) {
    const gliding = glide && this.data !== null && this.data.size === data.size;
    this.start = gliding ? data.xy.map((_, i) => this.#place(i)) : null;
    this.glide = gliding ? 0 : 1;
    this.data = data;
    this.grid = this.plan = null;
    this.#ids = [];
    this.crowding = crowding(data.xy);
    this.extent = extentOf(data.xy);
  }

  /** A coordinate of a point, on its way if it glides.
   * @param {number} i  in the list of places */
  #place(i) {
    const {data, start, glide} = this, to = data ? data.xy[i] : 0;
    return start && glide < 1 ? start[i] + (to - start[i]) * glide : to;
  }

  /** @param {number} id */
  x(id) {
    return this.#place(2 * id);
  }

  /** @param {number} id */
  y(id) {
    return this.#place(2 * id + 1);
  }

  /** @param {number} id @returns {[number, number]} */
  screen(id) {
    return [this.camera.screenX(this.x(id)), this.camera.screenY(this.y(id))];
  }

  /** @param {number} id */
  isWord(id) {
    return this.data !== null && id >= 0 && id < this.data.size;
  }

  /** Chooses labels anew.
   * @returns {boolean} whether all are known; if not, call again */
  chooseLabels() {
    if (!this.plan) return true;
    const {camera} = this;
    const {ids, complete} = this.plan.inView(camera.rect(40), camera.scale, this.drawn, MOST_LABELS,
                                             PLAN_MS);
    this.#ids = ids;
    return complete;
  }

  /** Words that are labelled whatever else is: the chosen one, neighbours, hits. */
  #forced() {
    const ids = [this.chosen, this.hover, ...this.neighbours.map(({id}) => id),
                 ...this.hits.slice(0, MOST_HIT_LABELS)];
    return [...new Set(ids)].filter(id => this.isWord(id));
  }

  /**
   * Puts the labels where their points are now.
   * @param {number} now  milliseconds; labels fade in from when they came. Infinity: no fading
   * @returns {boolean} whether some still fade
   */
  placeLabels(now) {
    const occupied = new Occupied();
    this.placed = [];
    if (!this.texts || !this.plan) return false;
    const forced = this.#forced(), colours = this.#forcedColours();
    for (const id of forced) {
      const [x, y] = this.screen(id);
      occupied.add({x: x - 5, y: y - 5, width: 10, height: 10});
    }
    for (const id of forced) {
      const colour = colours.get(id) ?? this.theme.text;
      this.#placeForced(id, this.#forcedText(id, this.texts), colour, occupied);
    }
    const taken = new Set(forced), born = new Map();
    const {scale, width, height} = this.camera;
    const colour = this.chosen >= 0 ? this.theme.muted : this.theme.text;
    let fading = false;
    for (const id of this.#ids) {
      if (this.placed.length >= MOST_LABELS) break;
      if (taken.has(id) || this.plan.from(id) > scale) continue;
      const label = this.texts.of(id), box = this.#boxOf(id, label, 0, LABEL_GAP);
      if (box.x > width || box.x + box.width < 0) continue;
      if (box.y > height || box.y + box.height < 0 || !occupied.free(box)) continue;
      const since = this.#born.get(id) ?? now;
      born.set(id, since);
      const alpha = now === Infinity ? 1 : Math.min(1, (now - since) / FADE_MS);
      fading ||= alpha < 1;
      this.placed.push({...label, ...box, id, alpha, colour, slot: 0});
    }
    this.#born = born;
    return fading;
  }

  #forcedColours() {
    const {theme} = this;
    const colours = new Map(this.hits.map(id => [id, theme.hit]));
    for (const {id, near} of this.neighbours) colours.set(id, near ? theme.near : theme.far);
    return colours.set(this.chosen, theme.text);
  }

  /** @param {number} id @param {LabelText} label @param {number} slot @param {number} gap
   * @returns {Box} */
  #boxOf(id, {width, style}, slot, gap) {
    const [x, y] = this.screen(id);
    return slotBox(x, y, width, lineHeight(style.size), slot, gap);
  }

  /** @param {number} id @param {LabelTexts} texts @returns {LabelText} */
  #forcedText(id, texts) {
    const label = texts.of(id);
    if (id !== this.chosen) return label;
    return {...label, style: CHOSEN_STYLE, width: texts.width(label.text, CHOSEN_STYLE)};
  }

  /** @param {number} id @param {LabelText} label @param {string} colour
   * @param {Occupied} occupied */
  #placeForced(id, label, colour, occupied) {
    const gap = LABEL_GAP + (id === this.chosen ? 8 : 4);
    /** @param {number} slot */
    const boxAt = slot => this.#boxOf(id, label, slot, gap);
    const slot = freeSlot(occupied, boxAt, this.#slots.get(id));
    if (slot < 0) return;
    this.#slots.set(id, slot);
    const box = boxAt(slot);
    occupied.add({x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4});
    this.placed.push({...label, ...box, id, alpha: 1, colour, slot});
  }

  /** The word whose label is at a place, or -1.
   * @param {number} px @param {number} py */
  #labelAt(px, py) {
    const found = this.placed.find(({x, y, width, height}) =>
      px >= x && px <= x + width && py >= y && py <= y + height);
    return found ? found.id : -1;
  }

  /** The word at a place of the screen, or -1: that of a label, or of the nearest point.
   * @param {number} px @param {number} py */
  pick(px, py) {
    const {camera, grid} = this;
    const label = this.#labelAt(px, py);
    if (!grid || label >= 0) return label;
    return grid.nearest(camera.mapX(px), camera.mapY(py), PICK_RADIUS / camera.scale, this.drawn);
  }

  /** The view of a word and its surroundings, close enough for its label.
   * @param {number} id */
  viewOf(id) {
    if (!this.isWord(id)) return null;
    const {zoom, scale} = this.camera, from = this.plan ? this.plan.from(id) : 0;
    const needed = Number.isFinite(from) ? (1.2 * from * zoom) / scale : 0;
    return {x: this.x(id), y: this.y(id), zoom: Math.max(zoom, needed, 4)};
  }

  /** The view that shows all of some words.
   * @param {number[]} ids */
  viewOfAll(ids) {
    const words = ids.filter(id => this.isWord(id));
    const x = words.map(id => this.x(id)), y = words.map(id => this.y(id));
    return words.length === 0 ? null : this.camera.fitting({
      left: Math.min(...x), right: Math.max(...x), bottom: Math.min(...y), top: Math.max(...y)});
  }

  /** The view of the whole map. */
  get whole() {
    return this.camera.fitting(this.extent, 0.9);
  }

  /** Points are fainter while a word is chosen, so that its neighbours stand out. */
  get strength() {
    return this.chosen >= 0 ? 0.6 : 1;
  }
}
