// Which labels are shown. That of a word is shown from some scale of the map on, which depends on
// the map and the sizes of labels, but not on what is in view or was shown before: labels never
// flicker, and one that is shown stays when one comes closer (Been, Daiches and Yap 2006).

import {Grid} from './grid.js';

/** @typedef {import('./camera.js').MapRect} MapRect */
/** @typedef {{width: number, height: number, rise: number}} LabelSize  in CSS pixels, with room to
 * the next label; `rise` is from the point up to the middle of its label */
/** @typedef {{x: number, y: number, width: number, height: number}} Box  x, y: upper left */

// The level of words whose label never has room.
export const NO_LABEL = 18;
// CSS pixels; wider ones do not occur.
const WIDEST_LABEL = 260;
const TALLEST_LABEL = 40;

/** CSS pixels for a unit of the map, from which on labels of a level are tried: half of those at
 * which the program found room for them (layout/label_levels.h). The first are tried on any screen.
 * @param {number} level */
export function levelScale(level) {
  return level === 0 ? 20 : 250 * 2 ** level;
}

/**
 * Levels for a map whose own are not known yet: by frequency alone.
 * @param {number} size
 */
export function levelsByRank(size) {
  const levels = new Uint8Array(size);
  for (let id = 60; id < size; ++id) {
    levels[id] = Math.min(NO_LABEL, Math.log2((id + 1) / 60) / 2 + 1);
  }
  return levels;
}

/**
 * The largest scale at which two labels overlap, or would at a smaller one; Infinity for one place.
 * @param {number} dx @param {number} dy  from one point to the other, on the map
 * @param {LabelSize} a @param {LabelSize} b
 */
export function partingScale(dx, dy, a, b) {
  const lift = (b.rise - a.rise) * Math.sign(dy);
  const beside = (a.width + b.width) / 2 / Math.abs(dx);
  const above = ((a.height + b.height) / 2 - lift) / Math.abs(dy);
  return Math.min(beside, above);
}

export class LabelPlan {
  /** @type {Grid[]} */
  #grids = [];
  #from;

  /**
   * @param {Float32Array} xy
   * @param {Uint8Array} levels
   * @param {(id: number) => LabelSize} sizeOf
   */
  constructor(xy, levels, sizeOf) {
    this.xy = xy;
    this.levels = levels;
    this.sizeOf = sizeOf;
    this.#from = new Float32Array(levels.length).fill(NaN);
    const counts = new Uint32Array(256);
    for (const level of levels) ++counts[level];
    const ids = Array.from(counts.subarray(0, NO_LABEL), count => new Uint32Array(count));
    const filled = new Uint32Array(NO_LABEL);
    for (let id = 0; id < levels.length; ++id) {
      const level = levels[id];
      if (level < NO_LABEL) ids[level][filled[level]++] = id;
    }
    this.#grids = ids.map(each => new Grid(xy, each));
  }

  /**
   * The scale from which on a word's label is shown: that of its level, and beyond it the last at
   * which it overlaps one that comes before it, by level, then by frequency.
   * @param {number} id
   * @returns {number}
   */
  from(id) {
    if (!Number.isNaN(this.#from[id])) return this.#from[id];
    const level = this.levels[id];
    if (level >= NO_LABEL) return (this.#from[id] = Infinity);
    let from = levelScale(level);
    const size = this.sizeOf(id), x = this.xy[2 * id], y = this.xy[2 * id + 1];
    const reachX = (size.width + WIDEST_LABEL) / 2 / from;
    const reachY = (size.height + TALLEST_LABEL) / from;
    const near = {left: x - reachX, right: x + reachX, bottom: y - reachY, top: y + reachY};
    for (let each = 0; each <= level; ++each) {
      this.#grids[each].forEachIn(near, other => {
        if (each === level && other >= id) return;
        const dx = this.xy[2 * other] - x, dy = this.xy[2 * other + 1] - y;
        const parting = partingScale(dx, dy, size, this.sizeOf(other));
        if (parting > from && parting > this.from(other)) from = parting;
      });
    }
    return (this.#from[id] = from);
  }

  /**
   * The labels in a rectangle at a scale, at most `most`: those that are shown from the smallest
   * scales on. What needs more than `ms` milliseconds to find out is left for the next call.
   * @param {MapRect} rect
   * @param {number} scale
   * @param {number} limit  ids below this only
   * @param {number} most
   * @param {number} [ms]
   * @returns {{ids: number[], complete: boolean}}
   */
  inView(rect, scale, limit, most, ms = Infinity) {
    /** @type {number[]} */
    const ids = [];
    const end = ms === Infinity ? ms : performance.now() + ms;
    let complete = true, looked = 0;
    for (let level = 0; level < NO_LABEL && levelScale(level) <= scale; ++level) {
      this.#grids[level].forEachIn(rect, id => {
        if (id >= limit) return;
        const known = !Number.isNaN(this.#from[id]);
        if (!known && (!complete || (++looked % 4 === 0 && performance.now() > end))) {
          complete = false;
        } else if (this.from(id) <= scale) {
          ids.push(id);
        }
      });
    }
    ids.sort((a, b) => this.#from[a] - this.#from[b] || a - b);
    if (ids.length > most) ids.length = most;
    return {ids, complete};
  }
}

/** Boxes of a screen, and whether there is room for one more. */
export class Occupied {
  /** @type {Box[]} */
  #boxes = [];

  /** @param {Box} box */
  free(box) {
    return !this.#boxes.some(other =>
      box.x < other.x + other.width && other.x < box.x + box.width &&
      box.y < other.y + other.height && other.y < box.y + box.height);
  }

  /** @param {Box} box */
  add(box) {
    this.#boxes.push(box);
  }
}

// Where the label of a point may stand, as directions from it: above first.
const SIDES = [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]];
export const LABEL_SIDES = SIDES.length;
const LABEL_SLOTS = 4 * LABEL_SIDES;

/**
 * The box of a label in one of the slots round its point; those from the ninth on stand further
 * away and need a line to their point.
 * @param {number} x @param {number} y  of the point
 * @param {number} width @param {number} height
 * @param {number} slot
 * @param {number} gap  between the point and its label
 * @returns {Box}
 */
export function slotBox(x, y, width, height, slot, gap) {
  const [right, down] = SIDES[slot % SIDES.length];
  const ring = Math.floor(slot / SIDES.length);
  const away = gap + 18 * ring;
  const aside = right * (width / 2 + (down ? (ring ? 10 * ring : -width / 4) : away));
  return {x: x + aside - width / 2, y: y + down * (height / 2 + away) - height / 2, width, height};
}

/**
 * The first slot with room, the one before first; -1 if there is none.
 * @param {Occupied} occupied
 * @param {(slot: number) => Box} boxAt
 * @param {number} [before]
 * @param {number} [slots]
 */
export function freeSlot(occupied, boxAt, before = -1, slots = LABEL_SLOTS) {
  if (before >= 0 && occupied.free(boxAt(before))) return before;
  for (let slot = 0; slot < slots; ++slot) if (occupied.free(boxAt(slot))) return slot;
  return -1;
}
