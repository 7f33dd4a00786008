// Answers without a program: from the vectors in a map that was saved as one file.

import {changedBetween, comparedIn} from './file_compare.js';
import {FileModel, bestOf, mapRanks, scaledToUnit, sumOf} from './file_model.js';
import {clustersOf, listOf} from './lists.js';
import {quoted, wordsOf} from './shown.js';
import {AnswerError} from './source.js';
import {completeFrom, spelledLike} from './spelling.js';
import {parseSum} from './sum.js';

/** @typedef {import('./source.js').Params} FileParams */
/** @typedef {import('./source.js').Source} AnySource */
/** @typedef {(part: string) => Promise<ArrayBuffer>} ReadPart */

const COS_MUL_EPSILON = 0.001;  // Levy and Goldberg (2014)

/**
 * The id of a word, or an error with words of similar spelling.
 * @param {FileModel} model
 * @param {string} word
 */
export function idIn(model, word) {
  const id = model.words.find(word);
  if (id >= 0) return id;
  const near = spelledLike(model.words, word, 5).map((other) => model.words.word(other));
  throw new AnswerError(`${quoted(word)} is not among the words.`, 404, near);
}

/** @param {FileParams} params @param {string} name */
function listIn(params, name) {
  const value = params[name];
  return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
}

/**
 * @param {FileModel} model
 * @param {{id: number, similarity: number}[]} nearest
 * @returns {import('./source.js').Neighbour[]}
 */
function answersOf(model, nearest) {
  return nearest.map(({id, similarity}) => ({word: model.words.word(id), similarity, id,
    ...(model.words.hasCounts ? {count: model.words.count(id)} : {})}));
}

/**
 * @param {FileModel} model
 * @param {number} id
 * @param {number} k
 * @returns {import('./source.js').Nearest}
 */
export function nearIn(model, id, k) {
  const answers = answersOf(model, model.neighboursOf(id, k));
  const ranks = mapRanks(model.map.xy, id, answers.map((answer) => answer.id));
  const nearest = Math.max(10, Math.min(100, Math.floor(model.words.size / 100)));
  const trust = model.map.trust[id];
  return {
    query: [model.words.word(id)], id, hub: model.map.hubs[id],
    ...(model.words.hasCounts ? {count: model.words.count(id)} : {}),
    ...(trust <= 100 ? {map_recall: trust / 100} : {}),
    answers: answers.map((answer, i) =>
      ({...answer, map_rank: ranks[i], near: ranks[i] <= nearest})),
  };
}

/**
 * The words on each side of "A:B": the first colon between two words that there are.
 * @param {FileModel} model
 * @param {string} axis
 */
function endsOf(model, axis) {
  for (let at = axis.indexOf(':', 1); at > 0; at = axis.indexOf(':', at + 1)) {
    const ends = [axis.slice(0, at), axis.slice(at + 1)];
    const ids = ends.map((word) => model.words.find(word));
    if (ids.every((id) => id >= 0)) return ids;
  }
  const colon = axis.indexOf(':', 1);
  if (colon < 1) throw new AnswerError('An axis has two words, as in \u201cman:woman\u201d.');
  return [idIn(model, axis.slice(0, colon)), idIn(model, axis.slice(colon + 1))];
}

/**
 * The name of an axis, and the place of each word on it.
 * @param {FileModel} model
 * @param {string} axis
 * @returns {{axis: import('./source.js').Axis, at: (id: number) => number}}
 */
function axisIn(model, axis) {
  const {words, rows, map} = model;
  if (axis === ':frequency') {
    return words.hasCounts ?
      {axis: {name: 'frequency (log10)', low: 'rare', high: 'frequent'},
        at: (id) => Math.log10(words.count(id))} :
      {axis: {name: 'rank by frequency (log10)', low: 'frequent', high: 'rare'},
        at: (id) => Math.log10(id + 1)};
  }
  if (axis === ':norm') {
    return {axis: {name: 'length of the vector', low: 'short', high: 'long'},
      at: (id) => rows.lengths[id]};
  }
  if (axis === ':hubs') {
    return {axis: {name: 'hubness', low: 'near few words', high: 'near many words'},
      at: (id) => map.hubs[id]};
  }
  const [low, high] = endsOf(model, axis);
  const direction = scaledToUnit(
      sumOf(rows, [{weight: -1, id: low}, {weight: 1, id: high}]));
  const ends = {low: words.word(low), high: words.word(high)};
  return {axis: {name: `${ends.low} : ${ends.high}`, ...ends}, at: (id) => rows.cosine(id, direction)};
}

/** @implements {AnySource} */
export class FileSource {
  /** @param {ReadPart} read the bytes of a part: "about", "map-0" */
  constructor(read) {
    this.read = read;
    /** @type {Map<number, Promise<FileModel>>} */
    this.models = new Map();
  }

  /** @param {number} m */
  model(m) {
    const open = this.models.get(m) ?? FileModel.open(this.read, m);
    this.models.set(m, open);
    return open;
  }

  /** @param {FileParams} params */
  of(params) { return this.model(Number(params.m ?? 0)); }

  /** @returns {Promise<import('./source.js').About>} */
  async about() { return JSON.parse(new TextDecoder().decode(await this.read('about'))); }
  /** @param {number} m */
  map(m) { return this.read(`map-${m}`); }
  /** @param {number} m */
  words(m) { return this.read(`words-${m}`); }
  /** @param {number} c */
  column(c) { return this.read(`column-${c}`); }

  /** @param {FileParams} params */
  async near(params) {
    const model = await this.of(params);
    const id = params.i === undefined ? idIn(model, String(params.w)) : Number(params.i);
    return nearIn(model, id, Number(params.k ?? 10));
  }

  /**
   * The words nearest to a sum.
   * @param {FileModel} model
   * @param {string[]} query
   * @param {{weight: number, id: number}[]} terms
   * @param {FileParams} params
   */
  nearestToSum(model, query, terms, params) {
    const scores = model.rows.cosines(sumOf(model.rows, terms));
    const best = bestOf(scores, Number(params.k ?? 10), terms.map((term) => term.id));
    return {query, answers: answersOf(model, best)};
  }

  /** @param {FileParams} params */
  async ask(params) {
    const model = await this.of(params);
    const text = String(params.q);
    const terms = parseSum(wordsOf(text), (word) => model.words.find(word) >= 0)
        .map(({weight, word}) => ({weight, id: idIn(model, word)}));
    return this.nearestToSum(model, [text], terms, params);
  }

  /** @param {FileParams} params */
  async between(params) {
    const model = await this.of(params);
    const query = listIn(params, 'w');
    const terms = query.map((word) => ({weight: 1, id: idIn(model, word)}));
    return this.nearestToSum(model, query, terms, params);
  }

  /** @param {FileParams} params */
  async analogy(params) {
    const model = await this.of(params);
    const query = [params.a, params.b, params.c].map(String);
    const ids = query.map((word) => idIn(model, word));
    if (params.rule !== 'mul') {
      const terms = ids.map((id, i) => ({weight: i === 0 ? -1 : 1, id}));
      return this.nearestToSum(model, query, terms, params);
    }
    const [a, b, c] = ids.map((id) => model.rows.cosines(model.rows.unit(id))
        .map((cosine) => (1 + cosine) / 2));
    const scores = a.map((value, i) => b[i] * c[i] / (value + COS_MUL_EPSILON));
    return {query, answers: answersOf(model, bestOf(scores, Number(params.k ?? 10), ids))};
  }

  /** @param {FileParams} params */
  async odd(params) {
    const model = await this.of(params);
    const query = listIn(params, 'w');
    const ids = query.map((word) => idIn(model, word));
    if (!ids.length) throw new AnswerError('Expected some words.');
    const mean = scaledToUnit(sumOf(model.rows, ids.map((id) => ({weight: 1, id}))));
    const cosines = ids.map((id) => model.rows.cosine(id, mean));
    return {query, odd: query[cosines.indexOf(Math.min(...cosines))]};
  }

  /** @param {FileParams} params */
  async matrix(params) {
    const model = await this.of(params);
    const words = listIn(params, 'w');
    const ids = words.map((word) => idIn(model, word));
    const similarities = ids.map((a) => {
      const unit = model.rows.unit(a);
      return ids.map((b) => a === b ? 1 : model.rows.cosine(b, unit));
    });
    return {words, similarities};
  }

  /** @param {FileParams} params */
  async complete(params) {
    return completeFrom((await this.of(params)).words, String(params.q), Number(params.k ?? 10));
  }

  /** @param {FileParams} params */
  async axes(params) {
    const model = await this.of(params);
    const [x, y] = [params.x, params.y].map((axis) => axisIn(model, String(axis)));
    const named = listIn(params, 'w').map((word) => idIn(model, word));
    const top = Math.min(Number(params.top ?? 300), model.words.size);
    const ids = named.length ? named : Array.from({length: top}, (_, id) => id);
    const points = ids.map((id) => ({id, word: model.words.word(id), x: x.at(id), y: y.at(id),
      count: model.words.count(id)}));
    return {x: x.axis, y: y.axis, points};
  }

  /** @param {FileParams} params */
  async list(params) {
    const model = await this.of(params);
    return listOf(model.words, model.map, model.rows.lengths, params);
  }

  /** @param {FileParams} params */
  async clusters(params) {
    const model = await this.of(params);
    return clustersOf(model.words, model.map);
  }

  async all() {
    const {models} = await this.about();
    return Promise.all(models.map((_, m) => this.model(m)));
  }

  /** @param {FileParams} params */
  async compare(params) {
    const [models, {models: abouts}] = await Promise.all([this.all(), this.about()]);
    return comparedIn(models, abouts.map((about) => about.name), String(params.w),
        Number(params.k ?? 10));
  }

  /** @param {FileParams} params */
  async changed(params) {
    return changedBetween(await this.all(), params);
  }
}
