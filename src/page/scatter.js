// A labelled scatter of a few thousand words by two numbers, such as their places on two axes.

import {canvasInk, svgInk} from './ink.js';
import {freeSlot, Occupied, slotBox} from './labels.js';
import {fontOf, labelOf} from './label_text.js';
import {isDark, themeOf, watchSize, watchTheme} from './theme.js';

/** @typedef {import('./ink.js').Ink} Ink */
/** @typedef {{name: string, low?: string, high?: string}} Axis  low, high: of an axis of words */
/** @typedef {{id: number, word: string, x: number, y: number, count?: number}} ScatterPoint */
/** @typedef {{x: Axis, y: Axis, points: ScatterPoint[]}} ScatterData */

const MARGIN = {left: 64, right: 24, top: 20, bottom: 52};
const MOST_SCATTER_LABELS = 150;
const TICK_STYLE = {size: 11, weight: 400}, AXIS_STYLE = {size: 13, weight: 600};
const LABEL_STYLE = {size: 12, weight: 400};

/**
 * Round numbers in a range, some five of them.
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
export function ticksOf(low, high) {
  const power = 10 ** Math.floor(Math.log10((high - low) / 5));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => (high - low) / each <= 6);
  /** @type {number[]} */
  const ticks = [];
  if (!step) return ticks;
  for (let i = Math.ceil(low / step); i * step <= high; ++i) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

/** The range of some numbers, at most 5,000, with a little room.
 * @param {number[]} values
 * @returns {[number, number]} */
function rangeOf(values) {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values), high = Math.max(...values);
  const room = 0.05 * (high - low) || Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
}

/** @param {Axis} axis */
function axisTitle({name, low, high}) {
  return low && high ? `${labelOf(low)} \u2190 \u2192 ${labelOf(high)}` : labelOf(name);
}

export class Scatter {
  /** @type {ScatterData} */
  #data = {x: {name: ''}, y: {name: ''}, points: []};
  #ranges = {x: rangeOf([]), y: rangeOf([])};
  #width = 1;
  #height = 1;
  #frame = 0;
  // A place in the list of points.
  #hover = -1;

  /** @param {HTMLElement} host @param {{choose: (id: number) => void}} on */
  constructor(host, on) {
    this.host = host;
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('role', 'img');
    Object.assign(this.canvas.style, {display: 'block', width: '100%', height: '100%'});
    host.append(this.canvas);
    this.canvas.addEventListener('pointermove', event => this.#point(this.#at(event)));
    this.canvas.addEventListener('pointerleave', () => this.#point(-1));
    this.canvas.addEventListener('click', event => {
      const found = this.#at(event);
      if (found >= 0) on.choose(this.#data.points[found].id);
    });
    watchTheme(() => this.#ask());
    watchSize(host, () => this.resize());
  }

  /** @param {ScatterData} data  points: most frequent first */
  show(data) {
    const points = data.points.filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
    this.#data = {...data, points};
    this.#ranges = {x: rangeOf(points.map(({x}) => x)), y: rangeOf(points.map(({y}) => y))};
    this.#hover = -1;
    this.canvas.setAttribute('aria-label', this.#title());
    this.resize();
  }

  #title() {
    const {x, y, points} = this.#data;
    return `${points.length} words: ${axisTitle(x)} from left to right, ` +
      `${axisTitle(y)} from bottom to top`;
  }

  resize() {
    this.#width = Math.max(1, this.host.clientWidth);
    this.#height = Math.max(1, this.host.clientHeight);
    this.#ask();
  }

  #ask() {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    const ratio = devicePixelRatio || 1, context = this.canvas.getContext('2d');
    if (!context) return;
    this.canvas.width = Math.round(this.#width * ratio);
    this.canvas.height = Math.round(this.#height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#paint(canvasInk(context));
  }

  /** @param {number} value */
  #x(value) {
    const [low, high] = this.#ranges.x, width = this.#width - MARGIN.left - MARGIN.right;
    return MARGIN.left + ((value - low) / (high - low)) * width;
  }

  /** @param {number} value */
  #y(value) {
    const [low, high] = this.#ranges.y, height = this.#height - MARGIN.top - MARGIN.bottom;
    return MARGIN.top + height - ((value - low) / (high - low)) * height;
  }

  /** The point under the mouse.
   * @param {MouseEvent} event */
  #at({offsetX, offsetY}) {
    let best = -1, least = 12 ** 2;
    this.#data.points.forEach(({x, y}, i) => {
      const away = (this.#x(x) - offsetX) ** 2 + (this.#y(y) - offsetY) ** 2;
      if (away < least) [best, least] = [i, away];
    });
    return best;
  }

  /** @param {number} found */
  #point(found) {
    if (found === this.#hover) return;
    this.#hover = found;
    this.canvas.style.cursor = found < 0 ? '' : 'pointer';
    this.#ask();
  }

  /** @param {Ink} ink */
  #paint(ink) {
    const theme = themeOf(isDark()), {points} = this.#data;
    ink.fill(0, 0, this.#width, this.#height, theme.paper);
    this.#paintAxes(ink);
    const many = points.length > 1000, alpha = many ? 0.35 : 0.7;
    for (const {x, y} of points) ink.disc(this.#x(x), this.#y(y), many ? 2 : 3, theme.near, alpha);
    this.#paintLabels(ink);
  }

  /** @param {Ink} ink */
  #paintAxes(ink) {
    const theme = themeOf(isDark()), colour = theme.muted;
    const right = this.#width - MARGIN.right, bottom = this.#height - MARGIN.bottom;
    /** @param {number} tick */
    const stroke = tick => ({colour: tick === 0 ? colour : theme.line, width: 1});
    for (const tick of ticksOf(...this.#ranges.x)) {
      const x = this.#x(tick);
      ink.line(x, MARGIN.top, x, bottom, stroke(tick));
      ink.text(x, bottom + 12, String(tick), {style: TICK_STYLE, colour});
    }
    for (const tick of ticksOf(...this.#ranges.y)) {
      const y = this.#y(tick);
      ink.line(MARGIN.left, y, right, y, stroke(tick));
      ink.text(MARGIN.left - 8, y, String(tick), {style: TICK_STYLE, colour, anchor: 'end'});
    }
    const lettering = {style: AXIS_STYLE, colour: theme.text};
    ink.text((MARGIN.left + right) / 2, bottom + 35, axisTitle(this.#data.x), lettering);
    ink.text(16, (MARGIN.top + bottom) / 2, axisTitle(this.#data.y), {...lettering, up: true});
  }

  /** Labels where there is room, those of frequent words first.
   * @param {Ink} ink */
  #paintLabels(ink) {
    const theme = themeOf(isDark()), occupied = new Occupied(), {points} = this.#data;
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.font = fontOf(LABEL_STYLE);
    const first = this.#hover < 0 ? [] : [points[this.#hover]];
    let left = MOST_SCATTER_LABELS;
    for (const point of new Set([...first, ...points])) {
      const text = labelOf(point.word), width = context.measureText(text).width;
      /** @param {number} slot */
      const boxAt = slot =>
        slotBox(this.#x(point.x), this.#y(point.y), width, 15, slot, 5);
      const slot = freeSlot(occupied, boxAt, -1, 4);
      if (slot < 0) continue;
      const box = boxAt(slot);
      occupied.add({x: box.x - 6, y: box.y - 3, width: width + 12, height: 21});
      ink.text(box.x + width / 2, box.y + 7.5, text,
               {style: LABEL_STYLE, colour: theme.text, halo: theme.paper});
      if (--left === 0) return;
    }
  }

  toSvg() {
    const ink = svgInk(this.#width, this.#height, this.#title());
    this.#paint(ink);
    return ink.done();
  }
}
