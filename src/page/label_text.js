// The text of labels: how a word is shown, in which size, and how wide that is.

import {shown} from './shown.js';

/** @typedef {import('./map_data.js').WordList} WordList */
/** @typedef {{size: number, weight: number}} TextStyle  size in CSS pixels */
/** @typedef {{text: string, width: number, style: TextStyle}} LabelText */

export const FONTS = 'system-ui, sans-serif';
// In characters.
const LONGEST_LABEL = 28;
const KEPT_TEXTS = 20000;
/** @type {WeakMap<TextStyle, string>} */
const FONT_OF = new WeakMap();

// Frequent words are larger: up to which id, and how.
/** @type {[number, TextStyle][]} */
const STYLES = [
  [60, {size: 17, weight: 600}],
  [600, {size: 14.5, weight: 500}],
  [6000, {size: 12.5, weight: 400}],
  [Infinity, {size: 11.5, weight: 400}],
];

/** @param {number} id @returns {TextStyle} */
export function styleOf(id) {
  for (const [below, style] of STYLES) if (id < below) return style;
  return STYLES[STYLES.length - 1][1];
}

/** @param {TextStyle} style */
export function fontOf(style) {
  let font = FONT_OF.get(style);
  if (!font) FONT_OF.set(style, (font = `${style.weight} ${style.size}px ${FONTS}`));
  return font;
}

/** A word as a label: harmless, and not too long.
 * @param {string} word */
export function labelOf(word) {
  const letters = Array.from(shown(word.slice(0, 4 * LONGEST_LABEL)));
  if (letters.length <= LONGEST_LABEL) return letters.join('');
  return letters.slice(0, LONGEST_LABEL - 1).join('') + '\u2026';
}

/** Measures and keeps the labels of a model. */
export class LabelTexts {
  /** @type {Map<number, LabelText>} */
  #texts = new Map();
  /** @type {Map<string, Map<string, number>>} */
  #advances = new Map();
  #context = document.createElement('canvas').getContext('2d');

  /** @param {WordList} words */
  constructor(words) {
    this.words = words;
    // Fonts are looked for when they are first used, which takes longer than a frame may.
    for (const [, style] of STYLES) this.width('abcdefghijklmnopqrstuvwxyz', style);
  }

  /** @param {number} id @returns {LabelText} */
  of(id) {
    let label = this.#texts.get(id);
    if (!label) {
      if (this.#texts.size >= KEPT_TEXTS) this.#texts.clear();
      const text = labelOf(this.words.word(id)), style = styleOf(id);
      label = {text, style, width: this.width(text, style)};
      this.#texts.set(id, label);
    }
    return label;
  }

  /** The width of a text in CSS pixels. Latin text is added up from its letters, which is fast and
   * right but for kerning; in other scripts letters may join, so the whole is measured.
   * @param {string} text @param {TextStyle} style */
  width(text, style) {
    const font = fontOf(style);
    let advances = this.#advances.get(font);
    if (!advances) this.#advances.set(font, (advances = new Map()));
    if (!/^[ -\u024f\u2026]*$/.test(text)) return this.#measure(font, text);
    let sum = 0;
    for (const letter of text) {
      let advance = advances.get(letter);
      if (advance === undefined) advances.set(letter, (advance = this.#measure(font, letter)));
      sum += advance;
    }
    return sum;
  }

  /** @param {string} font @param {string} text */
  #measure(font, text) {
    if (!this.#context) return 10 * text.length;
    this.#context.font = font;
    return this.#context.measureText(text).width;
  }
}
