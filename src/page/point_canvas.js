// The canvas of a map's points, with or without WebGL2, and how many of them are drawn in a frame.

import {PointPainter} from './gl.js';

/** @typedef {import('./scene.js').Scene} Scene */

const FIRST_POINTS = 200000;
const FEWEST_POINTS = 20000;
// Milliseconds from frame to frame.
const SLOW_FRAME = 50, FAST_FRAME = 25;

export class PointCanvas {
  /** @type {PointPainter | null} */
  #painter = null;
  // While the map moves, or has just come.
  #most = FIRST_POINTS;
  // Time of the frame before, if the map moved in it.
  #last = 0;
  // Device pixels for a CSS pixel.
  ratio = 1;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} changed  called when the context was lost, or is there again, empty
   */
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.#start();
    canvas.addEventListener('webglcontextlost', event => {
      // Without this it is never restored.
      event.preventDefault();
      this.#painter = null;
      changed();
    });
    canvas.addEventListener('webglcontextrestored', () => {
      this.#start();
      changed();
    });
  }

  #start() {
    try {
      this.#painter = new PointPainter(this.canvas);
    } catch (fault) {
      console.info(String(fault));
    }
  }

  get works() {
    return this.#painter !== null;
  }

  /** @param {Scene} scene */
  load({data, start, glide}) {
    if (data) this.#painter?.setPlaces(data.xy, glide < 1 ? start : null);
  }

  /** @param {Scene} scene */
  loadLook({colouring, crowding}) {
    if (colouring) this.#painter?.setLook(colouring.palette, colouring.index, crowding);
  }

  /** Call when a map has come: its first frame need not wait for all points. */
  begin() {
    this.#most = Math.min(this.#most, FIRST_POINTS);
  }

  /**
   * Draws all points, or while the map moves as many as a slow machine can, the most frequent ones.
   * @param {Scene} scene
   * @param {boolean} moving
   * @param {number} now  milliseconds
   * @returns {boolean} whether all are there
   */
  paint(scene, moving, now) {
    if (moving) this.#adapt(now - this.#last, scene.drawn);
    this.#last = moving ? now : 0;
    const count = moving ? Math.min(this.#most, scene.drawn) : scene.drawn;
    const {glide, strength, theme} = scene;
    this.#painter?.draw(scene.camera, scene.dots, count,
                        {ratio: this.ratio, glide, strength, paper: theme.paper});
    return count === scene.drawn;
  }

  /** @param {number} ms  since the last frame @param {number} drawn */
  #adapt(ms, drawn) {
    if (ms < FAST_FRAME) this.#most = Math.min(this.#most * 1.3, Math.max(drawn, FIRST_POINTS));
    if (ms < SLOW_FRAME || ms > 1000) return;
    this.#most = Math.max(FEWEST_POINTS, Math.min(this.#most, drawn) / 1.5);
  }

  finish() {
    this.#painter?.finish();
  }
}

/** Milliseconds of script in frames, for tests. */
export class FrameTimes {
  #frames = 0;
  #loaded = 0;
  #first = NaN;
  // Of the last frames.
  #ms = [0];

  /** A map has come. */
  begin() {
    this.#loaded = performance.now();
    this.#first = NaN;
  }

  /** @param {number} ms */
  count(ms) {
    this.#ms[this.#frames++ % 500] = ms;
  }

  /** Whether the first frame of the map is still to come. */
  get awaited() {
    return Number.isNaN(this.#first);
  }

  first() {
    this.#first = performance.now() - this.#loaded;
  }

  /** Of the last 500 frames; 19 of 20 took at most `scriptMs95`. */
  get all() {
    const sorted = this.#ms.slice().sort((a, b) => a - b), {length} = sorted;
    return {frames: this.#frames, firstFrameMs: this.#first, scriptMsMax: sorted[length - 1],
            scriptMsMean: sorted.reduce((a, b) => a + b) / length,
            scriptMs95: sorted[Math.floor(0.95 * (length - 1))]};
  }
}
