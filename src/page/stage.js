// The map and its tools: colours with their legend, frequency, pictures.

import {labelled, labelledSelect, make, part, saveButton} from './dom.js';
import {MapView} from './map_view.js';
import {fileName, saveFile} from './save.js';
import {numberText, quoted, shown} from './shown.js';
import {watchTheme} from './theme.js';

const FEWEST_SHOWN = 100;
const SLIDER_STEPS = 100;
const NO_WEBGL = 'This browser has no WebGL2, so the map draws only the 20,000 most frequent ' +
    'words; the list has all of them.';

/**
 * How many words a place of the slider stands for: by equal ratios, from a hundred to all.
 * @param {number} place from 0 to SLIDER_STEPS
 * @param {number} all
 */
export function limitAt(place, all) {
  if (place >= SLIDER_STEPS || all <= FEWEST_SHOWN) return all;
  const exact = FEWEST_SHOWN * (all / FEWEST_SHOWN) ** (place / SLIDER_STEPS);
  return Math.min(all, Number(exact.toPrecision(2)));
}

/**
 * The place of the slider for a number of words.
 * @param {number} limit
 * @param {number} all
 */
export function placeOf(limit, all) {
  if (limit >= all || all <= FEWEST_SHOWN) return SLIDER_STEPS;
  const share = Math.log(Math.max(1, limit / FEWEST_SHOWN)) / Math.log(all / FEWEST_SHOWN);
  return Math.round(SLIDER_STEPS * share);
}

export class Stage {
  /** @param {import('./explorer.js').App} app */
  constructor(app) {
    this.app = app;
    /** @type {import('./map_data.js').MapData | null} */
    this.data = null;
    /** @type {import('./colours.js').ColourColumn | null} */
    this.column = null;
    this.coloured = 'cluster undefined';  // as a new map is
    this.map = new MapView(part('map-host'), {
      choose: (id) => id === null ? app.choose('') : app.chooseId(id, true),
      move: ({x, y, zoom}) => app.set({v: [x, y, zoom].map((n) => +n.toPrecision(5)).join(',')},
          false),
      works: () => this.checkWorks(),
    });
    /** @type {HTMLDetailsElement} */ (part('legend')).open = innerWidth > 800;
    this.limit = make('output');
    this.slider = make('input', {type: 'range', min: 0, max: SLIDER_STEPS, step: 1,
      oninput: () => this.slide()});
    watchTheme(() => this.showColours());
  }

  checkWorks() {
    this.app.warn('webgl', this.map.works ? '' : NO_WEBGL);
  }

  /** @param {import('./words.js').Words} words */
  setWords(words) {
    this.map.setWords(words);
    this.buildTools();
    this.showLimit();
  }

  /** @param {import('./map_data.js').MapData} data @param {boolean} glide */
  setMap(data, glide) {
    this.data = data;
    this.map.setMap(data, {glide});
    this.showColours();
    this.checkWorks();
  }

  buildTools() {
    const columns = this.app.view.m === '0' ? this.app.about.columns : [];
    /** @type {[string, string][]} */
    const modes = [['cluster', 'cluster'], ['frequency', 'frequency'], ['hubs', 'hubs'],
      ['trust', 'trust'], ...columns.map(({name}) =>
        /** @type {[string, string]} */ ([`column:${name}`, shown(name)]))];
    const colour = modes.some(([mode]) => mode === this.app.view.c) ? this.app.view.c : 'cluster';
    part('map-tools').replaceChildren(
        labelledSelect('Colour', modes, colour, (c) => this.app.set({c})),
        labelled('Most frequent', this.slider, this.limit),
        saveButton('PNG', 'the picture', async () => this.save('png', await this.map.picture().toPng())),
        saveButton('SVG', 'the picture', () => this.save('svg', this.map.picture().toSvg())));
  }

  slide() {
    const all = this.app.model().words;
    const limit = limitAt(Number(this.slider.value), all);
    this.app.set({n: limit >= all ? '' : String(limit)}, false);
  }

  showLimit() {
    const all = this.app.model().words;
    const limit = Math.min(all, Math.max(1, Math.floor(Number(this.app.view.n)) || all));
    this.slider.value = String(placeOf(limit, all));
    this.limit.textContent = limit >= all ? 'all words' : `${numberText(limit)} words`;
    this.slider.setAttribute('aria-valuetext', this.limit.textContent);
    this.map.setFrequencyLimit(limit);
  }

  async showColours() {
    const wanted = this.app.view.c;
    this.column = await this.columnOf(wanted);
    if (wanted !== this.app.view.c || !this.data) return;
    const mode = /** @type {import('./colours.js').ColourMode} */ (wanted.startsWith('column:') ?
        this.column ? 'column' : 'cluster' :
        ['frequency', 'hubs', 'trust'].includes(wanted) ? wanted : 'cluster');
    const coloured = `${mode} ${this.column?.name}`;
    if (coloured !== this.coloured) this.map.setColour(mode, this.column);  // a million words: 50 ms
    this.coloured = coloured;
    const {legend} = this.map;
    part('legend').hidden = legend.length === 0;
    part('legend').querySelector('ul')?.replaceChildren(...legend.map(({colour, label}) => {
      const swatch = make('span', {class: 'swatch', 'aria-hidden': 'true'});
      swatch.style.backgroundColor = colour;
      return make('li', {}, swatch, make('bdi', {}, label));
    }));
  }

  /**
   * The column that colours stand for, or null.
   * @param {string} colour
   * @returns {Promise<import('./colours.js').ColourColumn | null>}
   */
  async columnOf(colour) {
    const {about: {columns}, source, view} = this.app;
    const c = columns.findIndex(({name}) => colour === `column:${name}`);
    if (c < 0 || view.m !== '0') return null;
    const {name, kind, categories} = columns[c];
    if (this.column?.name === name) return this.column;
    try {
      const values = new Float32Array(await source.column(c));
      return {name, kind: kind === 'category' ? 'category' : 'number', categories, values};
    } catch (error) {
      this.app.heard(error);
      return null;
    }
  }

  /**
   * @param {number} id or -1
   * @param {import('./source.js').Neighbour[]} neighbours
   * @param {string} word
   */
  choose(id, neighbours, word) {
    this.map.choose(id, neighbours.map(({id: other, near, map_rank: rank}) =>
      ({id: other, near: near ?? false, rank: rank ?? 0})));
    const first = neighbours.slice(0, 5).map((neighbour) => shown(neighbour.word)).join(', ');
    const size = numberText(this.app.model().words);
    this.map.describe(id < 0 ? `A map of ${size} words. The list has them as a table.` :
      `A map of words. Chosen: ${quoted(word)}; nearest: ${first}.`);
  }

  /**
   * Moves there, unless it is in sight.
   * @param {number} id
   * @param {boolean} [always]
   */
  showWord(id, always = false) {
    const {x, y, zoom} = this.map.view;
    const place = this.data?.xy.subarray(2 * id, 2 * id + 2);
    const sight = 0.9 / zoom;
    const seen = place && Math.abs(place[0] - x) < sight && Math.abs(place[1] - y) < sight;
    if (always || !seen) this.map.showWord(id);
  }

  /** @param {string} v of the address; all of the map if it is empty */
  setView(v) {
    const [x, y, zoom] = v.split(',').map(Number);
    if (!v) this.map.showAll();
    else if (zoom > 0) this.map.setView({x, y, zoom});
  }

  /** @param {string} ending @param {Blob | string} picture */
  save(ending, picture) {
    const {app} = this, name = [app.model().name, app.view.w].filter(Boolean).join('-');
    saveFile(`${fileName(name)}.${ending}`, picture, 'image/svg+xml');
  }
}
