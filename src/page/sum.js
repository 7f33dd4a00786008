// Sums of words such as "king - man + 2*woman", read as hogvec-query reads them.

import {AnswerError} from './source.js';

/** @typedef {{weight: number, word: string}} Term */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @param {string} text */
function weightOf(text) {
  return NUMBER.test(text) && Math.abs(Number(text)) <= 1e6 ? Number(text) : null;
}

/**
 * "2*paris"; null for other texts.
 * @param {string} text
 * @returns {Term | null}
 */
function weightedTerm(text) {
  const star = text.indexOf('*');
  const weight = star > 0 && star + 1 < text.length ? weightOf(text.slice(0, star)) : null;
  return weight === null ? null : {weight, word: text.slice(star + 1)};
}

/**
 * @param {string[]} words
 * @param {(word: string) => boolean} isKnown
 * @returns {Term[]}
 */
export function parseSum(words, isKnown) {
  const left = [...words];
  const refuse = () => new AnswerError(
      'Expected words with + or - between them, as in \u201cking - man + woman\u201d.');
  /** @param {boolean} first */
  const takeSign = (first) => {
    const text = left[0] ?? '';
    if (text === '+' || text === '-') return left.shift() === '-' ? -1 : 1;
    const joined = /^[+-]./su.test(text) && !(first && (weightedTerm(text) || isKnown(text)));
    if (joined) left[0] = text.slice(1);
    else if (!first) throw refuse();
    return joined && text[0] === '-' ? -1 : 1;
  };
  const takeTerm = () => {
    const text = left.shift();
    if (!text || text === '+' || text === '-') throw refuse();
    const weight = left[0] === '*' ? weightOf(text) : null;
    if (weight === null) return weightedTerm(text) ?? {weight: 1, word: text};
    left.shift();
    const word = left.shift();
    if (!word) throw refuse();
    return {weight, word};
  };
  const terms = [];
  do {
    const sign = takeSign(terms.length === 0);
    const term = takeTerm();
    terms.push({weight: sign * term.weight, word: term.word});
  } while (left.length > 0);
  return terms;
}
