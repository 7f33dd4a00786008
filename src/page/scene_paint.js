// Draws what scene.js has, on a canvas or as SVG.

import {dotAlpha, dotDiameter} from './dots.js';
import {LABEL_SIDES} from './labels.js';

/** @typedef {import('./ink.js').Ink} Ink */
/** @typedef {import('./scene.js').Placed} Placed */
/** @typedef {import('./scene.js').Scene} Scene */

/** Labels and all that is drawn round points.
 * @param {Scene} scene @param {Ink} ink */
export function paintScene(scene, ink) {
  const {theme, hover, chosen, placed} = scene;
  if (!scene.data) return;
  for (const id of scene.hits) if (scene.isWord(id)) paintRing(scene, ink, id, 5, 1.75, theme.hit);
  if (scene.isWord(chosen)) paintChosen(scene, ink);
  if (scene.isWord(hover) && hover !== chosen) paintRing(scene, ink, hover, 6, 1.5, theme.text);
  for (const label of placed) if (label.slot >= LABEL_SIDES) paintLeader(scene, ink, label);
  // By size, since to change the font takes longer than to draw a word. One that just came is
  // still invisible, and drawn with the next frame.
  const seen = placed.filter(({alpha}) => alpha > 0).sort((a, b) => a.style.size - b.style.size);
  for (const label of seen) paintLabel(scene, ink, label);
}

/** @param {Scene} scene @param {Ink} ink @param {Placed} label */
function paintLabel({theme}, ink, {text, style, x, y, width, height, alpha, colour}) {
  ink.text(x + width / 2, y + height / 2, text, {style, colour, halo: theme.paper, alpha});
}

/** The line from a point to its label, if that stands further away.
 * @param {Scene} scene @param {Ink} ink @param {Placed} label */
function paintLeader(scene, ink, {id, x, y, width, height, colour}) {
  const [px, py] = scene.screen(id);
  const endX = Math.max(x, Math.min(px, x + width)), endY = py < y ? y : y + height;
  ink.line(px, py, endX, endY, {colour, width: 0.75, alpha: 0.7});
}

/** @param {Scene} scene @param {Ink} ink @param {number} id @param {number} radius
 * @param {number} width @param {string} colour */
function paintRing(scene, ink, id, radius, width, colour) {
  const [x, y] = scene.screen(id);
  ink.ring(x, y, radius, {colour: scene.theme.paper, width: width + 3, alpha: 0.8});
  ink.ring(x, y, radius, {colour, width});
}

/** Neighbours that are far on the map differ in line and shape, not in colour alone.
 * @param {Scene} scene @param {Ink} ink */
function paintChosen(scene, ink) {
  const {theme, chosen} = scene, [x, y] = scene.screen(chosen);
  const there = scene.neighbours.filter(({id}) => scene.isWord(id) && id !== chosen);
  for (const {id, near} of there) {
    const [toX, toY] = scene.screen(id);
    ink.line(x, y, toX, toY, near ? {colour: theme.near, width: 1.5, alpha: 0.75}
                                  : {colour: theme.far, width: 1.25, alpha: 0.8, dashes: [5, 4]});
  }
  for (const {id, near} of there) {
    const [toX, toY] = scene.screen(id);
    if (near) {
      ink.disc(toX, toY, 5.5, theme.paper);
      ink.ring(toX, toY, 4.5, {colour: theme.near, width: 1.5});
      ink.disc(toX, toY, 2.5, theme.near);
    } else {
      ink.diamond(toX, toY, 5.5, {colour: theme.far, width: 1.75}, theme.paper);
    }
  }
  ink.disc(x, y, 4, theme.text);
  paintRing(scene, ink, chosen, 9, 2.5, theme.text);
}

/** Points in view as shapes: the `most` most frequent, rarest first.
 * @param {Scene} scene @param {Ink} ink @param {number} most */
export function paintDots(scene, ink, most) {
  const {data, colouring, grid, camera, dots, drawn, crowding, strength} = scene;
  if (!data || !colouring || !grid) return;
  /** @type {number[]} */
  const ids = [];
  grid.forEachIn(camera.rect(5), id => void (id < drawn && ids.push(id)));
  const colours = coloursOf(colouring.palette);
  for (const id of Uint32Array.from(ids).sort().subarray(0, most).reverse()) {
    const [x, y] = scene.screen(id), colour = colours[colouring.index[id]];
    const alpha = dotAlpha(dots, crowding[id]) * strength;
    ink.disc(x, y, dotDiameter(dots, id) / 2, colour, Math.round(100 * alpha) / 100);
  }
}

/** @param {Uint8Array} palette */
function coloursOf(palette) {
  return Array.from({length: 256}, (_, i) => `rgb(${palette.subarray(4 * i, 4 * i + 3)})`);
}
