// Lists made of the words and the map that the page has: for a map in one file, and for when the
// program that answers has gone.

import {shown} from './shown.js';

/**
 * @typedef {Object} MapLike
 * @property {boolean} finished
 * @property {number} clusters
 * @property {Uint16Array} cluster
 * @property {Uint32Array} hubs
 * @property {Uint8Array} trust
 */

const UNKNOWN_TRUST = 255;

/**
 * The numbers that the words are sorted by, highest first.
 * @param {string} sort
 * @param {MapLike | null} map
 * @param {Float32Array | null} lengths
 * @returns {ArrayLike<number> | null}
 */
function sortedBy(sort, map, lengths) {
  if (sort === 'hubs') return map?.hubs ?? null;
  if (sort === 'trust' && map) {
    return Array.from(map.trust, (trust) => trust === UNKNOWN_TRUST ? -1 : trust);
  }
  return sort === 'norm' && lengths ? lengths.map((length) => length >= 0 ? length : -1) : null;
}

/**
 * @param {import('./words.js').Words} words
 * @param {MapLike | null} map
 * @param {Float32Array | null} lengths
 * @param {import('./source.js').Params} params
 * @returns {import('./source.js').Listed}
 */
export function listOf(words, map, lengths, params) {
  const sort = String(params.sort ?? 'frequency');
  const from = Number(params.from ?? 0);
  const ids = Array.from({length: words.size}, (_, id) => id);
  const key = sortedBy(sort, map, lengths);
  if (key) ids.sort((a, b) => key[b] - key[a] || a - b);
  if (sort === 'word') {
    const texts = ids.map((id) => words.word(id));
    ids.sort((a, b) => texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : a - b);
  }
  const rows = ids.slice(from, from + Number(params.k ?? 100)).map((id) => ({
    id, word: words.word(id),
    count: words.hasCounts ? words.count(id) : undefined,
    ...(map?.finished ? {cluster: map.cluster[id], hub: map.hubs[id],
      trust: map.trust[id] === UNKNOWN_TRUST ? null : map.trust[id]} : {}),
    norm: lengths?.[id],
  }));
  return {total: words.size, sort, rows};
}

/**
 * Each cluster with its size and its five most frequent words.
 * @param {import('./map_data.js').WordList} words
 * @param {MapLike} map
 * @returns {import('./source.js').Clusters}
 */
export function clustersOf(words, map) {
  const clusters = Array.from({length: map.clusters}, (_, id) =>
    ({id, size: 0, words: /** @type {string[]} */ ([])}));
  for (let id = 0; id < words.size; ++id) {
    const cluster = clusters[map.cluster[id]];
    if (cluster && ++cluster.size <= 5) cluster.words.push(words.word(id));
  }
  return {clusters};
}

/**
 * The three most frequent words of each cluster, as its name.
 * @param {import('./map_data.js').WordList} words
 * @param {MapLike} map
 */
export function clusterNames(words, map) {
  return clustersOf(words, map).clusters.map((one) => one.words.slice(0, 3).map(shown).join(', '));
}
