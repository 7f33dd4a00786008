// From the square of the map to the screen and back. Screen means CSS pixels, y downwards.

/** @typedef {{x: number, y: number, zoom: number}} View  the middle, and 1 for the whole square */
/** @typedef {{left: number, right: number, bottom: number, top: number}} MapRect */

// Float32 places jump by about half a pixel there.
const MAX_ZOOM = 2 ** 14;
const MIN_ZOOM = 0.5;
// Of the shorter side of the screen, by the whole square.
const FILLED = 0.94;

/** @param {number} value @param {number} low @param {number} high */
export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/**
 * A view that there is: numbers, near the square, not too close.
 * @param {View} view
 * @returns {View}
 */
export function validView({x, y, zoom}) {
  return {
    x: Number.isFinite(x) ? clamp(x, -1, 1) : 0,
    y: Number.isFinite(y) ? clamp(y, -1, 1) : 0,
    zoom: Number.isFinite(zoom) ? clamp(zoom, MIN_ZOOM, MAX_ZOOM) : 1,
  };
}

export class Camera {
  x = 0;
  y = 0;
  zoom = 1;
  width = 1;
  height = 1;

  /** CSS pixels for a unit of the map. */
  get scale() {
    return (this.zoom * FILLED * Math.min(this.width, this.height)) / 2;
  }

  /** @returns {View} */
  get view() {
    return {x: this.x, y: this.y, zoom: this.zoom};
  }

  /** @param {View} view */
  set view(view) {
    ({x: this.x, y: this.y, zoom: this.zoom} = validView(view));
  }

  /** @param {number} x */
  screenX(x) {
    return this.width / 2 + (x - this.x) * this.scale;
  }

  /** @param {number} y */
  screenY(y) {
    return this.height / 2 - (y - this.y) * this.scale;
  }

  /** @param {number} px */
  mapX(px) {
    return this.x + (px - this.width / 2) / this.scale;
  }

  /** @param {number} py */
  mapY(py) {
    return this.y - (py - this.height / 2) / this.scale;
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /** Moves the map as a hand does.
   * @param {number} dx @param {number} dy */
  panBy(dx, dy) {
    this.view = {x: this.x - dx / this.scale, y: this.y + dy / this.scale, zoom: this.zoom};
  }

  /** Zooms so that what is at a place of the screen stays there.
   * @param {number} px @param {number} py @param {number} factor */
  zoomAt(px, py, factor) {
    const x = this.mapX(px), y = this.mapY(py);
    this.zoom = clamp(this.zoom * factor, MIN_ZOOM, MAX_ZOOM);
    this.panBy(px - this.screenX(x), py - this.screenY(y));
  }

  /** What is seen, and a margin in pixels.
   * @param {number} [margin] @returns {MapRect} */
  rect(margin = 0) {
    return {
      left: this.mapX(-margin),
      right: this.mapX(this.width + margin),
      bottom: this.mapY(this.height + margin),
      top: this.mapY(-margin),
    };
  }

  /** The view in which a rectangle fills some share of the screen.
   * @param {MapRect} rect @param {number} [share] @returns {View} */
  fitting({left, right, bottom, top}, share = 0.75) {
    const side = Math.min(this.width, this.height) * FILLED / 2 / share;
    const zoom = Math.min(this.width / side / Math.max(right - left, 1e-9),
                          this.height / side / Math.max(top - bottom, 1e-9));
    return validView({x: (left + right) / 2, y: (bottom + top) / 2, zoom});
  }
}

/**
 * A flight from a view to another that goes up on the way if it is far, and feels equally fast all
 * along (van Wijk and Nuij 2003): how long it takes, and the view at a share of that time.
 * @param {View} from
 * @param {View} to
 * @returns {{ms: number, at: (share: number) => View}}
 */
export function flight(from, to) {
  const rho = 1.3;
  const wide = 1 / from.zoom, wideTo = 1 / to.zoom;
  const dx = to.x - from.x, dy = to.y - from.y;
  // Not 0, which has no way.
  const far = Math.max(Math.hypot(dx, dy) / 2, 1e-5 * Math.min(wide, wideTo));
  /** @param {number} w @param {number} sign */
  const turn = (w, sign) => {
    const b = (wideTo ** 2 - wide ** 2 + sign * rho ** 4 * far ** 2) / (2 * w * rho ** 2 * far);
    return -Math.asinh(b);
  };
  const start = turn(wide, 1), end = turn(wideTo, -1);
  const length = (end - start) / rho;
  return {
    ms: clamp(length * 350, 200, 1200),
    at(share) {
      const r = start + rho * length * share;
      const gone = (wide * (Math.cosh(start) * Math.tanh(r) - Math.sinh(start))) / rho ** 2 / far;
      if (share >= 1) return {...to};
      const zoom = Math.cosh(r) / (wide * Math.cosh(start));
      return {x: from.x + dx * gone, y: from.y + dy * gone, zoom};
    },
  };
}
