// Several models of one file, side by side.

import {scaledToUnit} from './file_model.js';
import {quoted} from './shown.js';
import {AnswerError} from './source.js';
import {spelledLike} from './spelling.js';

/** @typedef {import('./file_model.js').FileModel} OneModel */

const NEIGHBOURS_COMPARED = 10;

/**
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
function commonShare(a, b) {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, a.size, b.size);
}

/**
 * The cosine of a word's vectors in two models; null if it has no meaning.
 * @param {OneModel} a
 * @param {number} idA
 * @param {OneModel} b
 * @param {number} idB
 */
function cosineAcross(a, idA, b, idB) {
  if (a !== b && !(a.rows.isTurned && b.rows.isTurned)) return null;
  const cosine = b.rows.cosine(idB, scaledToUnit(a.rows.unit(idA)));
  return a === b ? 1 : cosine;
}

/**
 * The answer to `api/compare`.
 * @param {OneModel[]} models
 * @param {string[]} names
 * @param {string} word
 * @param {number} k
 * @returns {import('./source.js').Compared}
 */
export function comparedIn(models, names, word, k) {
  const ids = models.map((model) => model.words.find(word));
  const columns = models.map((model, m) => ids[m] < 0 ?
      {name: names[m], error: `${quoted(word)} is not among the words.`,
        near: spelledLike(model.words, word, 5).map((id) => model.words.word(id))} :
      {name: names[m], answers: model.neighboursOf(ids[m], k)
          .map((n) => ({...n, word: model.words.word(n.id)}))});
  const sets = columns.map((column) =>
    column.answers ? new Set(column.answers.map((answer) => answer.word)) : null);
  const shared = sets.map((a) => sets.map((b) => a && b ? commonShare(a, b) : null));
  const cosine = models.map((model, m) =>
    ids[0] < 0 || ids[m] < 0 ? null : cosineAcross(models[0], ids[0], model, ids[m]));
  return {query: [word], models: columns, shared, cosine};
}

/**
 * The answer to `api/changed`: words of both models, those that changed most first.
 * @param {OneModel[]} models
 * @param {import('./source.js').Params} params
 * @returns {import('./source.js').Changed}
 */
export function changedBetween(models, params) {
  const [first, second] = [Number(params.a ?? 0), Number(params.b ?? 1)];
  const a = models[first], b = models[second];
  if (!a || !b) throw new AnswerError('This file has no two models to compare.');
  const rows = [];
  const least = Number(params.least ?? 0);
  for (let id = 0; id < a.words.size; ++id) {
    const word = a.words.word(id);
    const other = b.words.find(word);
    if (other < 0) continue;
    rows.push({word, id, other, count: a.words.count(id),
      similarity: cosineAcross(a, id, b, other) ?? NaN});
  }
  /** @param {typeof rows[0]} row */
  const sharedOf = (row) => commonShare(
      new Set(a.neighboursOf(row.id, NEIGHBOURS_COMPARED).map((n) => a.words.word(n.id))),
      new Set(b.neighboursOf(row.other, NEIGHBOURS_COMPARED).map((n) => b.words.word(n.id))));
  const kept = rows.filter((row) => !a.words.hasCounts || row.count >= least);
  const byNeighbours = params.by === 'neighbours';
  const keyed = kept.map((row) => ({row, key: byNeighbours ? sharedOf(row) : row.similarity}));
  keyed.sort((p, q) => p.key - q.key || p.row.id - q.row.id);
  const answers = keyed.slice(0, Number(params.k ?? 10)).map(({row, key}) => ({word: row.word,
    similarity: row.similarity, shared: byNeighbours ? key : sharedOf(row), count: row.count,
    id: row.id}));
  return {a: first, b: second, shared_words: rows.length, answers};
}
