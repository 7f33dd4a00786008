// The few shapes that maps and scatters are drawn with, on a canvas or as SVG.

import {fontOf, FONTS} from './label_text.js';

/** @typedef {import('./label_text.js').TextStyle} TextStyle */
/** @typedef {{colour: string, width: number, dashes?: number[], alpha?: number}} Stroke */
/** @typedef {{style: TextStyle, colour: string, halo?: string, alpha?: number, up?: boolean,
 * anchor?: 'start' | 'middle' | 'end'}} Lettering  `up`: turned, to be read from below */

/**
 * Places and sizes are in CSS pixels, x and y those of the middle, but for `fill`.
 * @typedef {object} Ink
 * @property {(x: number, y: number, width: number, height: number, colour: string) => void} fill
 * @property {(x: number, y: number, radius: number, colour: string, alpha?: number) => void} disc
 * @property {(x: number, y: number, radius: number, stroke: Stroke) => void} ring
 * @property {(x: number, y: number, radius: number, stroke: Stroke, fill: string) => void} diamond
 * @property {(x1: number, y1: number, x2: number, y2: number, stroke: Stroke) => void} line
 * @property {(x: number, y: number, text: string, lettering: Lettering) => void} text
 */

const HALO = 3.5;

/** @param {number} x @param {number} y @param {number} radius */
function diamondCorners(x, y, radius) {
  return [[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]];
}

/**
 * Draws on a canvas, whose context is scaled to CSS pixels. While it is in use nobody else sets the
 * font, since to set it takes longer than to draw a word.
 * @param {CanvasRenderingContext2D} context
 * @returns {Ink}
 */
export function canvasInk(context) {
  let lastFont = '';
  /** @param {Stroke} how */
  const stroke = ({colour, width, dashes, alpha = 1}) => {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    if (dashes) context.setLineDash(dashes);
    context.stroke();
    if (dashes) context.setLineDash([]);
    context.globalAlpha = 1;
  };
  /** @param {number} x @param {number} y @param {number} r */
  const circle = (x, y, r) => {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
  };
  return {
    fill(x, y, width, height, colour) {
      context.fillStyle = colour;
      context.fillRect(x, y, width, height);
    },
    disc(x, y, radius, colour, alpha = 1) {
      context.globalAlpha = alpha;
      context.fillStyle = colour;
      if (radius < 1) {
        context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      } else {
        circle(x, y, radius);
        context.fill();
      }
      context.globalAlpha = 1;
    },
    ring(x, y, radius, how) {
      circle(x, y, radius);
      stroke(how);
    },
    diamond(x, y, radius, how, fill) {
      context.beginPath();
      for (const [cx, cy] of diamondCorners(x, y, radius)) context.lineTo(cx, cy);
      context.closePath();
      context.fillStyle = fill;
      context.fill();
      stroke(how);
    },
    line(x1, y1, x2, y2, how) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      stroke(how);
    },
    text(x, y, text, {style, colour, halo, alpha = 1, up = false, anchor = 'middle'}) {
      const [px, py] = up ? [0, 0] : [x, y];
      if (up) {
        context.save();
        context.translate(x, y);
        context.rotate(-Math.PI / 2);
      }
      const font = fontOf(style);
      if (font !== lastFont || up) context.font = lastFont = font;
      context.textAlign = anchor === 'middle' ? 'center' : anchor === 'start' ? 'left' : 'right';
      context.textBaseline = 'middle';
      context.globalAlpha = alpha;
      if (halo) {
        context.lineJoin = 'round';
        context.lineWidth = HALO;
        context.strokeStyle = halo;
        context.strokeText(text, px, py);
      }
      context.fillStyle = colour;
      context.fillText(text, px, py);
      context.globalAlpha = 1;
      if (!up) return;
      context.restore();
      lastFont = '';
    },
  };
}

/** Text for XML: what it gives a meaning to is escaped, what it forbids is U+FFFD.
 * @param {string} text */
export function xmlText(text) {
  return text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
}

/** @param {Record<string, string | number | undefined>} attributes */
function xmlAttributes(attributes) {
  return Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(typeof value === 'number' ? decimals(value)
                                                                          : String(value))}"`)
    .join('');
}

/** @param {number} value */
function decimals(value) {
  return String(Math.round(value * 100) / 100);
}

/** @param {Stroke} stroke */
function strokeAttributes({colour, width, dashes, alpha}) {
  return {stroke: colour, 'stroke-width': width, 'stroke-dasharray': dashes && dashes.join(' '),
          'stroke-opacity': alpha};
}

/**
 * Draws SVG, whose text `done` returns.
 * @param {number} width
 * @param {number} height
 * @param {string} title
 * @returns {Ink & {done: () => string}}
 */
export function svgInk(width, height, title) {
  const lines = [`<svg${xmlAttributes({xmlns: 'http://www.w3.org/2000/svg', width, height,
    viewBox: `0 0 ${decimals(width)} ${decimals(height)}`, 'font-family': FONTS})}>`,
    `<title>${xmlText(title)}</title>`];
  /** @param {string} name @param {Record<string, string | number | undefined>} attributes */
  const add = (name, attributes) => {
    lines.push(`<${name}${xmlAttributes(attributes)}/>`);
  };
  return {
    fill: (x, y, w, h, fill) => add('rect', {x, y, width: w, height: h, fill}),
    disc: (cx, cy, r, fill, alpha) => add('circle', {cx, cy, r, fill, 'fill-opacity': alpha}),
    ring: (cx, cy, r, how) => add('circle', {cx, cy, r, fill: 'none', ...strokeAttributes(how)}),
    diamond(x, y, r, how, fill) {
      const points = diamondCorners(x, y, r).map(each => each.map(decimals).join(',')).join(' ');
      add('polygon', {points, fill, ...strokeAttributes(how)});
    },
    line: (x1, y1, x2, y2, how) => add('line', {x1, y1, x2, y2, ...strokeAttributes(how)}),
    text(x, y, text, {style, colour, halo, alpha, up, anchor = 'middle'}) {
      const around = halo && {stroke: halo, 'stroke-width': HALO, 'stroke-linejoin': 'round',
                              'paint-order': 'stroke'};
      const transform = up ? `rotate(-90 ${decimals(x)} ${decimals(y)})` : undefined;
      lines.push(`<text${xmlAttributes({x, y, dy: '0.35em', 'text-anchor': anchor, fill: colour,
        'font-size': style.size, 'font-weight': style.weight, opacity: alpha, transform,
        ...around})}>${xmlText(text)}</text>`);
    },
    done: () => lines.join('\n') + '\n</svg>\n',
  };
}
