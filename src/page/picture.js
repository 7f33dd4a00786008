// What is in view, as a picture to keep.

import {canvasInk, svgInk} from './ink.js';
import {paintDots, paintScene} from './scene_paint.js';

/** @typedef {import('./scene.js').Scene} Scene */

const SVG_POINTS = 20000;

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
export function pngOf(canvas) {
  return new Promise((done, failed) => canvas.toBlob(blob =>
    blob ? done(blob) : failed(new Error('the browser makes no PNG of this size')), 'image/png'));
}

/**
 * @param {Scene} scene
 * @param {number} ratio  device pixels for a CSS pixel
 * @param {(context: CanvasRenderingContext2D) => void} paintPoints
 * @returns {Promise<Blob>}
 */
export function mapPng(scene, ratio, paintPoints) {
  const canvas = document.createElement('canvas');
  const {width, height} = scene.camera;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('the browser makes no canvas of this size'));
  paintPoints(context);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintScene(scene, canvasInk(context));
  return pngOf(canvas);
}

/** At most the 20,000 most frequent points in view.
 * @param {Scene} scene @param {string} title */
export function mapSvg(scene, title) {
  const {width, height} = scene.camera;
  const ink = svgInk(width, height, title);
  ink.fill(0, 0, width, height, scene.theme.paper);
  paintDots(scene, ink, SVG_POINTS);
  paintScene(scene, ink);
  return ink.done();
}
