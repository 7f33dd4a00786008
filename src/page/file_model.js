// The vectors of a map that was saved as one file: rows of 8 bits a value, and the nearest words of
// each, found exactly before. src/explore/single_file.h has the layout of the bytes.

import {parseMap} from './map_data.js';
import {Words} from './words.js';

const NO_ID = 0xffffff;
const PART_HEAD = 16;

/**
 * Bytes of a part, of which "HVR1" and such say what they are.
 * @param {ArrayBuffer} bytes
 * @param {string} magic
 * @returns {number[]} the three numbers after it
 */
function headOf(bytes, magic) {
  const view = new DataView(bytes);
  const found = String.fromCharCode(...new Uint8Array(bytes, 0, 4));
  if (found !== magic) throw new Error(`a part of this file is damaged: ${magic} expected`);
  return [4, 8, 12].map((at) => view.getUint32(at, true));
}

/** Unit vectors of words. */
export class Rows {
  /** @param {ArrayBuffer} bytes */
  constructor(bytes) {
    const [size, dim, turned] = headOf(bytes, 'HVR1');
    this.size = size;
    this.dim = dim;
    this.isTurned = turned === 1;  // so that cosines with words of the first model mean something
    this.lengths = new Float32Array(bytes, PART_HEAD, size);
    this.scales = new Float32Array(bytes, PART_HEAD + 4 * size, size);
    this.values = new Int8Array(bytes, PART_HEAD + 8 * size, size * dim);
  }

  /**
   * @param {number} id
   * @returns {Float32Array}
   */
  unit(id) {
    const at = id * this.dim;
    const scale = this.scales[id] || 0;
    return Float32Array.from(this.values.subarray(at, at + this.dim), (value) => scale * value);
  }

  /**
   * The cosine of a row with a unit vector; NaN for a row that is not finite.
   * @param {number} id
   * @param {Float32Array} direction
   */
  cosine(id, direction) {
    const at = id * this.dim;
    let sum = 0;
    for (let k = 0; k < this.dim; ++k) sum += this.values[at + k] * direction[k];
    return sum * this.scales[id];
  }

  /**
   * The cosines of all rows with the direction of a vector.
   * @param {Float32Array} vector
   */
  cosines(vector) {
    const direction = scaledToUnit(vector);
    const all = new Float32Array(this.size);
    for (let id = 0; id < this.size; ++id) all[id] = this.cosine(id, direction);
    return all;
  }
}

/** @param {Float32Array} vector */
export function scaledToUnit(vector) {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/**
 * The sum of unit vectors.
 * @param {Rows} rows
 * @param {{weight: number, id: number}[]} terms
 */
export function sumOf(rows, terms) {
  const sum = new Float32Array(rows.dim);
  for (const {weight, id} of terms) {
    rows.unit(id).forEach((value, k) => { sum[k] += weight * value; });
  }
  return sum;
}

/**
 * The ids with the highest scores, highest first, equal ones by id. Scores that are NaN never win.
 * @param {Float32Array} scores changed: those excluded become NaN
 * @param {number} k
 * @param {number[]} [excluded] ids
 * @returns {{id: number, similarity: number}[]}
 */
export function bestOf(scores, k, excluded = []) {
  for (const id of excluded) scores[id] = NaN;
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  const least = sorted[Math.max(0, sorted.length - k)];
  const best = [];
  for (let id = 0; id < scores.length; ++id) {
    if (scores[id] >= least) best.push({id, similarity: scores[id]});
  }
  return best.sort((a, b) => b.similarity - a.similarity || a.id - b.id).slice(0, k);
}

/** The nearest words of each word. */
export class NearestIds {
  /** @param {ArrayBuffer} bytes */
  constructor(bytes) {
    const [size, k] = headOf(bytes, 'HVK1');
    this.k = k;
    this.planes = [0, 1, 2, 3, 4].map((i) =>
      new Uint8Array(bytes, PART_HEAD + i * size * k, size * k));
  }

  /**
   * @param {number} id
   * @returns {{id: number, similarity: number}[]} nearest first
   */
  of(id) {
    const [low, middle, high, drop, dropHigh] = this.planes;
    const nearest = [];
    let drops = 0;
    for (let i = id * this.k; i < (id + 1) * this.k; ++i) {
      const other = low[i] | middle[i] << 8 | high[i] << 16;
      if (other === NO_ID) break;
      drops += drop[i] | dropHigh[i] << 8;
      nearest.push({id: other, similarity: 1 - drops / 10000});
    }
    return nearest;
  }
}

/**
 * For each of some words, its place among all by the distance from a word on the map, from 1.
 * @param {Float32Array} xy
 * @param {number} from id
 * @param {number[]} ids
 */
export function mapRanks(xy, from, ids) {
  /** @param {number} id */
  const squared = (id) =>
    (xy[2 * id] - xy[2 * from]) ** 2 + (xy[2 * id + 1] - xy[2 * from + 1]) ** 2;
  const ranks = ids.map(() => 1);
  const order = ids.map((id, i) => ({i, far: squared(id)})).sort((a, b) => a.far - b.far);
  const closer = new Uint32Array(order.length + 1);  // words that are first counted at this place
  for (let id = 0; id < xy.length / 2; ++id) {
    if (id === from) continue;
    const far = squared(id);
    let low = 0, high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order[middle].far > far) high = middle; else low = middle + 1;
    }
    ++closer[low];
  }
  let before = 0;
  order.forEach(({i}, place) => { ranks[i] = 1 + (before += closer[place]); });
  return ranks;
}

/** A model of the file. */
export class FileModel {
  /**
   * @param {(part: string) => Promise<ArrayBuffer>} read
   * @param {number} m
   */
  static async open(read, m) {
    const parts = await Promise.all(
        ['words', 'map', 'rows', 'near'].map((name) => read(`${name}-${m}`)));
    return new FileModel(parts);
  }

  /** @param {ArrayBuffer[]} parts */
  constructor([words, map, rows, near]) {
    this.words = new Words(words);
    this.map = parseMap(map);
    this.rows = new Rows(rows);
    this.nearest = new NearestIds(near);
  }

  /**
   * @param {number} id
   * @param {number} k
   */
  neighboursOf(id, k) {
    if (k <= this.nearest.k) return this.nearest.of(id).slice(0, k);
    return bestOf(this.rows.cosines(this.rows.unit(id)), k, [id]);
  }
}
