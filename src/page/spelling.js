// Words of similar spelling, for a map in one file.

import {beginningWith} from './words.js';

/** @typedef {import('./words.js').Words} SpelledWords */

/**
 * The number of characters to insert, delete, change or swap with their neighbour to turn one text
 * into the other, or `limit` + 1 if it is more.
 * @param {string} from
 * @param {string} to
 * @param {number} limit
 */
export function editDistance(from, to, limit) {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before = new Array(to.length + 1).fill(0);
  let last = before.map((_, i) => i);
  for (let i = 1; i <= from.length; ++i) {
    const row = [i];
    for (let j = 1; j <= to.length; ++j) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + change);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return Math.min(last[to.length], limit + 1);
}

/**
 * Words of similar spelling, nearest first, then the most frequent.
 * @param {SpelledWords} words
 * @param {string} word
 * @param {number} k
 * @returns {number[]} ids
 */
export function spelledLike(words, word, k) {
  const found = [];
  for (let id = 0; id < words.size; ++id) {
    // A letter takes at most four bytes, so most words are too long or short before decoding.
    const bytes = words.offsets[id + 1] - words.offsets[id];
    if (bytes + 2 < word.length || bytes > 4 * (word.length + 2)) continue;
    const distance = editDistance(word, words.word(id), 2);
    if (distance <= 2 && distance < word.length) found.push({id, distance});
  }
  return found.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, k).map((f) => f.id);
}

/**
 * The words that begin so, most frequent first; where there are none, those of similar spelling.
 * @param {SpelledWords} words
 * @param {string} beginning
 * @param {number} k
 * @returns {import('./source.js').Completion}
 */
export function completeFrom(words, beginning, k) {
  const found = beginningWith(words, beginning, k);
  if (found.total > 0) return found;
  const alike = spelledLike(words, beginning, k)
      .map((id) => ({id, word: words.word(id), count: words.count(id)}));
  return {words: alike, total: alike.length, spelling: true};
}
