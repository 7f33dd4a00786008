// The frames of a map: what is drawn when, and how it moves.

import {flight} from './camera.js';
import {canvasInk} from './ink.js';
import {FrameTimes, PointCanvas} from './point_canvas.js';
import {paintDots, paintScene} from './scene_paint.js';
import {lessMotion} from './theme.js';

/** @typedef {import('./camera.js').View} View */
/** @typedef {import('./scene.js').Scene} Scene */

const GLIDE_MS = 600;
// Between two choices of labels while the map moves.
const CHOOSE_MS = 100;
const STILL_MS = 200;
const POINTS_WITHOUT_GL = 20000, MOVING_WITHOUT_GL = 4000;

/** A share of time as a share of way: starts and ends slowly.
 * @param {number} share */
function eased(share) {
  const t = Math.max(0, Math.min(1, share));
  return t * t * (3 - 2 * t);
}

/** @param {HTMLElement} host */
function canvasIn(host) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {position: 'absolute', left: '0', top: '0', width: '100%',
                               height: '100%'});
  host.prepend(canvas);
  return canvas;
}

export class MapFrames {
  times = new FrameTimes();
  /** @type {{start: number, ms: number, at: (share: number) => View} | null} */
  #flight = null;
  #glideStart = -1;
  // The frame that was asked for, and the timer that a movement starts.
  #asked = 0;
  #still = 0;
  #movedAt = -Infinity;
  // When labels were last chosen.
  #chosenAt = -Infinity;
  #pointsStale = true;
  #labelsStale = true;
  // Until it is moved.
  #showsAll = true;

  /**
   * @param {HTMLElement} host
   * @param {Scene} scene
   * @param {{still: () => void, works: (works: boolean) => void}} on  the view has not changed for
   *     200 ms; WebGL2 was lost, or is there again
   */
  constructor(host, scene, on) {
    this.host = host;
    this.scene = scene;
    this.on = on;
    this.above = canvasIn(host);
    const context = this.above.getContext('2d');
    if (!context) throw new Error('the browser makes no canvas');
    this.context = context;
    this.ink = canvasInk(context);
    this.points = new PointCanvas(canvasIn(host), () => {
      this.load();
      on.works(this.points.works);
    });
  }

  /** A map has come. */
  begin() {
    this.points.begin();
    this.#glideStart = -1;
    if (this.#showsAll) this.showAll();
    this.load();
  }

  /** Hands the points to WebGL2. */
  load() {
    this.points.load(this.scene);
    this.loadLook();
  }

  loadLook() {
    this.points.loadLook(this.scene);
    this.redraw();
  }

  resize() {
    const {clientWidth, clientHeight} = this.host, ratio = devicePixelRatio;
    this.points.ratio = ratio;
    this.scene.camera.resize(clientWidth, clientHeight);
    for (const canvas of [this.points.canvas, this.above]) {
      canvas.width = Math.max(1, Math.round(clientWidth * ratio));
      canvas.height = Math.max(1, Math.round(clientHeight * ratio));
    }
    this.ink = canvasInk(this.context);
    if (this.#showsAll) this.showAll();
    this.redraw();
  }

  showAll() {
    this.#flight = null;
    this.#showsAll = true;
    this.scene.camera.view = this.scene.whole;
    this.redraw();
  }

  /** @param {View} view  one that there is @param {boolean} animate */
  go(view, animate) {
    const {camera} = this.scene;
    if (animate && !lessMotion()) {
      this.#flight = {start: performance.now(), ...flight(camera.view, view)};
      this.#moved();
    } else {
      this.move(() => { camera.view = view; });
    }
  }

  /** Moves the camera by hand, which ends a flight.
   * @param {() => void} how */
  move(how) {
    this.#flight = null;
    how();
    this.#moved();
  }

  #moved() {
    this.#showsAll = false;
    this.#movedAt = performance.now();
    clearTimeout(this.#still);
    this.#still = setTimeout(() => {
      this.on.still();
      this.redraw();
    }, STILL_MS);
    this.redraw();
  }

  redraw() {
    this.#pointsStale = this.#labelsStale = true;
    this.ask();
  }

  /** Draws again what lies above the points. */
  ask() {
    if (this.#asked !== 0) return;
    this.#asked = requestAnimationFrame(() => {
      const begin = performance.now();
      this.#asked = 0;
      this.#draw(begin);
      this.times.count(performance.now() - begin);
      this.#afterFrame();
    });
  }

  /** @param {number} now */
  #draw(now) {
    const {scene} = this;
    if (this.points.ratio !== devicePixelRatio) this.resize();
    this.#fly(now);
    this.#glide(now);
    if (this.#pointsStale) this.#paintPoints(now);
    if (this.#labelsStale && now - this.#chosenAt >= CHOOSE_MS) {
      this.#labelsStale = !scene.chooseLabels();
      this.#chosenAt = this.#labelsStale ? -Infinity : now;
    }
    const fading = scene.placeLabels(lessMotion() || !this.points.works ? Infinity : now);
    this.#paintAbove(now);
    const moves = this.#flight !== null || scene.glide < 1;
    if (fading || this.#labelsStale || this.#pointsStale || moves) this.ask();
  }

  /** @param {number} now */
  #fly(now) {
    if (!this.#flight) return;
    const {start, ms, at} = this.#flight;
    this.scene.camera.view = at(eased((now - start) / ms));
    if (now - start >= ms) this.#flight = null;
    this.#moved();
  }

  /** @param {number} now */
  #glide(now) {
    const {scene} = this;
    if (scene.glide >= 1) return;
    if (this.#glideStart < 0) this.#glideStart = now;
    scene.glide = eased((now - this.#glideStart) / GLIDE_MS);
    this.#pointsStale = true;
    if (scene.glide < 1) return;
    scene.start = null;
    this.points.load(scene);
  }

  /** @param {number} now */
  #moves(now) {
    return now - this.#movedAt < STILL_MS - 1 || this.scene.glide < 1;
  }

  /** @param {number} now */
  #paintPoints(now) {
    const moving = this.#moves(now);
    const complete = this.points.paint(this.scene, moving || this.times.awaited, now);
    this.#pointsStale = !complete && !moving;
  }

  /** @param {number} now */
  #paintAbove(now) {
    const {scene, context, ink} = this, {ratio, works} = this.points;
    const {width, height} = scene.camera;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (!works) {
      ink.fill(0, 0, width, height, scene.theme.paper);
      paintDots(scene, ink, this.#moves(now) ? MOVING_WITHOUT_GL : POINTS_WITHOUT_GL);
    }
    paintScene(scene, ink);
  }

  #afterFrame() {
    const {scene, times} = this;
    if (!scene.data) return;
    if (times.awaited) {
      this.points.finish();
      times.first();
    }
    if (!scene.grid) setTimeout(() => this.#index());
  }

  #index() {
    if (this.scene.grid) return;
    this.scene.index();
    this.#chosenAt = -Infinity;
    this.#labelsStale = true;
    this.ask();
  }

  /** All points, onto another canvas.
   * @param {CanvasRenderingContext2D} context */
  copyPoints(context) {
    this.points.paint(this.scene, false, 0);
    context.drawImage(this.points.works ? this.points.canvas : this.above, 0, 0);
  }
}
