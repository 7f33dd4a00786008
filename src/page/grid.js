// Which points lie in a rectangle or near a place: a uniform grid, its cells' points in a row.

/** @typedef {import('./camera.js').MapRect} MapRect */

const GRID_CELL_POINTS = 4;
const GRID_MAX_SIDE = 1024;

export class Grid {
  /**
   * @param {Float32Array} xy        of all points
   * @param {ArrayLike<number>} [ids] those to look for, in ascending order; all if left out
   */
  constructor(xy, ids) {
    const count = ids ? ids.length : xy.length / 2;
    this.xy = xy;
    const side = Math.ceil(Math.sqrt(count / GRID_CELL_POINTS));
    this.side = Math.max(1, Math.min(GRID_MAX_SIDE, side));
    this.starts = new Uint32Array(this.side * this.side + 1);
    this.ids = new Uint32Array(count);
    const cells = new Uint32Array(count);
    for (let i = 0; i < count; ++i) {
      const id = ids ? ids[i] : i;
      cells[i] = this.#row(xy[2 * id + 1]) * this.side + this.#row(xy[2 * id]);
      ++this.starts[cells[i] + 1];
    }
    for (let c = 1; c < this.starts.length; ++c) this.starts[c] += this.starts[c - 1];
    const next = this.starts.slice();
    for (let i = 0; i < count; ++i) this.ids[next[cells[i]]++] = ids ? ids[i] : i;
  }

  /** The row or column of a coordinate; what lies outside the square belongs to its rim.
   * @param {number} v */
  #row(v) {
    const row = Math.floor(((v + 1) / 2) * this.side);
    return row < 0 ? 0 : row >= this.side ? this.side - 1 : row;
  }

  /**
   * Calls `each` with the points in a rectangle, in an order that depends on nothing but these.
   * @param {MapRect} rect
   * @param {(id: number) => void} each
   */
  forEachIn({left, right, bottom, top}, each) {
    const from = this.#row(left), to = this.#row(right);
    for (let row = this.#row(bottom); row <= this.#row(top); ++row) {
      const end = this.starts[row * this.side + to + 1];
      for (let i = this.starts[row * this.side + from]; i < end; ++i) {
        const id = this.ids[i], x = this.xy[2 * id], y = this.xy[2 * id + 1];
        if (x >= left && x <= right && y >= bottom && y <= top) each(id);
      }
    }
  }

  /**
   * The nearest point of an id below `limit`, at most `radius` away, or -1; of two as near the one
   * with the lower id.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} [limit]
   */
  nearest(x, y, radius, limit = Infinity) {
    let best = -1, least = radius * radius;
    const rect = {left: x - radius, right: x + radius, bottom: y - radius, top: y + radius};
    this.forEachIn(rect, id => {
      const away = (this.xy[2 * id] - x) ** 2 + (this.xy[2 * id + 1] - y) ** 2;
      if (id >= limit || away > least || (away === least && best >= 0 && id > best)) return;
      best = id;
      least = away;
    });
    return best;
  }
}

/**
 * How crowded the surroundings of each point are, against the mean of the square: a byte
 * 128 + 16 log2(ratio), from cells of about a hundredth of the side and their eight neighbours.
 * @param {Float32Array} xy
 * @returns {Uint8Array}
 */
export function crowding(xy) {
  const side = 96, count = xy.length >> 1;
  const cells = new Uint16Array(count), sums = new Float32Array((side + 2) * (side + 2));
  /** @param {number} v */
  const at = v => v <= -1 ? 1 : v >= 1 ? side : 1 + ((v + 1) * side >> 1);
  for (let i = 0; i < count; ++i) ++sums[cells[i] = at(xy[2 * i + 1]) * (side + 2) + at(xy[2 * i])];
  const bytes = new Uint8Array(sums.length);
  const mean = count / side / side;
  for (let c = side + 3; c < sums.length - side - 3; ++c) {
    let sum = 2 * sums[c];
    for (const row of [c - side - 2, c, c + side + 2]) {
      sum += sums[row - 1] + sums[row] + sums[row + 1];
    }
    const byte = 128 + 16 * Math.log2(Math.max(sum, 0.1) / 11 / mean);
    bytes[c] = Math.max(0, Math.min(255, byte));
  }
  const all = new Uint8Array(count);
  for (let i = 0; i < count; ++i) all[i] = bytes[cells[i]];
  return all;
}

/** The rectangle without the 400th of points that are furthest out on each of its sides.
 * @param {Float32Array} xy @returns {MapRect} */
export function extentOf(xy) {
  const steps = 512, out = Math.floor(xy.length / 800);
  /** @param {number} from  0 for x, 1 for y */
  const range = from => {
    const counts = new Uint32Array(steps + 1);
    for (let i = from; i < xy.length; i += 2) {
      ++counts[Math.max(0, Math.min(steps, Math.floor((xy[i] + 1) * steps / 2)))];
    }
    let low = 0, high = steps;
    for (let left = out; low < steps && left >= counts[low];) left -= counts[low++];
    for (let left = out; high > low && left >= counts[high];) left -= counts[high--];
    return [low, high + 1].map(step => Math.min(1, 2 * step / steps - 1));
  };
  const [left, right] = range(0), [bottom, top] = range(1);
  return {left, right, bottom, top};
}
