// Where answers come from: a program on this machine. README.md in src/explore has the questions.

import {encodedText} from './state.js';

/**
 * @typedef {Object} Neighbour
 * @property {string} word
 * @property {number} similarity
 * @property {number} id
 * @property {number} [count]
 * @property {number} [map_rank]
 * @property {boolean} [near]
 *
 * @typedef {Object} Nearest
 * @property {string[]} query
 * @property {string[]} [unseen]
 * @property {Neighbour[]} answers
 * @property {number} [id]
 * @property {number} [count]
 * @property {number} [map_recall]
 * @property {number} [hub]
 * @property {string[]} [notes]
 *
 * @typedef {{words: {id: number, word: string, count?: number}[], total: number,
 *     spelling: boolean}} Completion
 * @typedef {{query: string[], odd: string}} Odd
 * @typedef {{words: string[], similarities: (number | null)[][]}} Matrix
 * @typedef {{name: string, low?: string, high?: string}} Axis
 * @typedef {{id: number, word: string, x: number, y: number, count?: number}} AxisPoint
 * @typedef {{x: Axis, y: Axis, points: AxisPoint[]}} Scattered
 * @typedef {{id: number, word: string, count?: number, cluster?: number, hub?: number,
 *     trust?: number | null, norm?: number | null}} ListRow
 * @typedef {{total: number, sort: string, rows: ListRow[]}} Listed
 * @typedef {{clusters: {id: number, size: number, words: string[]}[]}} Clusters
 * @typedef {{name: string, answers?: Neighbour[], error?: string, near?: string[]}} OneOfCompared
 * @typedef {{query: string[], models: OneOfCompared[], shared: (number | null)[][],
 *     cosine: (number | null)[]}} Compared
 * @typedef {{word: string, similarity: number, shared: number, count?: number,
 *     id: number}} ChangedWord
 * @typedef {{a: number, b: number, shared_words: number, answers: ChangedWord[]}} Changed
 *
 * @typedef {{recall: number, trustworthiness: number, triplets: number}} Quality
 * @typedef {{state: string, version: number, phase?: string, done?: number, seconds_left?: number,
 *     fault?: string, quality?: Quality}} MapProgress
 * @typedef {{name: string, words: number, dim: number, counts: boolean, subwords: boolean,
 *     map: MapProgress}} AboutModel
 * @typedef {{name: string, kind: string, categories?: string[]}} AboutColumn
 * @typedef {{program?: string, file?: boolean, models: AboutModel[], columns: AboutColumn[]}} About
 *
 * @typedef {Record<string, string | number | string[] | undefined>} Params
 */

/**
 * All that a page may ask. Every question may be given up by its signal, and fails with an
 * AnswerError.
 * @typedef {Object} Source
 * @property {(signal?: AbortSignal) => Promise<About>} about
 * @property {(m: number, signal?: AbortSignal) => Promise<ArrayBuffer>} map
 * @property {(m: number, signal?: AbortSignal) => Promise<ArrayBuffer>} words
 * @property {(c: number, signal?: AbortSignal) => Promise<ArrayBuffer>} column
 * @property {(params: Params, signal?: AbortSignal) => Promise<Nearest>} near
 * @property {(params: Params, signal?: AbortSignal) => Promise<Nearest>} ask
 * @property {(params: Params, signal?: AbortSignal) => Promise<Nearest>} analogy
 * @property {(params: Params, signal?: AbortSignal) => Promise<Nearest>} between
 * @property {(params: Params, signal?: AbortSignal) => Promise<Odd>} odd
 * @property {(params: Params, signal?: AbortSignal) => Promise<Matrix>} matrix
 * @property {(params: Params, signal?: AbortSignal) => Promise<Completion>} complete
 * @property {(params: Params, signal?: AbortSignal) => Promise<Scattered>} axes
 * @property {(params: Params, signal?: AbortSignal) => Promise<Listed>} list
 * @property {(params: Params, signal?: AbortSignal) => Promise<Clusters>} clusters
 * @property {(params: Params, signal?: AbortSignal) => Promise<Compared>} compare
 * @property {(params: Params, signal?: AbortSignal) => Promise<Changed>} changed
 */

/** Why there is no answer, as a sentence for a reader. Status 0: nobody answered. */
export class AnswerError extends Error {
  /**
   * @param {string} message
   * @param {number} [status] of HTTP
   * @param {string[]} [near] words of similar spelling
   */
  constructor(message, status = 400, near = []) {
    super(message);
    this.status = status;
    this.near = near;
  }
}

/**
 * Whether a question was given up by who asked it.
 * @param {unknown} error
 */
export function wasGivenUp(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * A target relative to the page, whose address holds the token.
 * @param {string} name
 * @param {Params} params
 */
export function targetOf(name, params) {
  const pairs = [];
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      pairs.push(`${key}=${encodedText(String(one))}`);
    }
  }
  return `api/${name}${pairs.length ? '?' : ''}${pairs.join('&')}`;
}

/** @param {Response} response */
async function faultOf(response) {
  const said = await response.json().catch(() => null);
  const sentence = typeof said?.error === 'string' ? said.error :
      `The program answered with an error (${response.status}).`;
  return new AnswerError(sentence, response.status, Array.isArray(said?.near) ? said.near : []);
}

const TRIES_WHEN_BUSY = 5;
const PAUSE_MS = 200;

/**
 * @param {string} name
 * @param {Params} params
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
async function responseOf(name, params, signal) {
  for (let tries = 1; ; ++tries) {
    const response = await fetch(targetOf(name, params), {signal, cache: 'no-store'});
    if (response.ok) return response;
    // Only a server that is busy says when to come back; a map in the making takes longer.
    const isBusy = response.headers.has('Retry-After');
    if (!isBusy || tries === TRIES_WHEN_BUSY) throw await faultOf(response);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    signal?.throwIfAborted();
  }
}

/**
 * The whole of a response; an AnswerError if the program went away before its end.
 * @template T
 * @param {string} name
 * @param {Params} params
 * @param {AbortSignal | undefined} signal
 * @param {(response: Response) => Promise<T>} read
 */
async function answerOf(name, params, signal, read) {
  try {
    return await read(await responseOf(name, params, signal));
  } catch (error) {
    if (signal?.aborted || error instanceof AnswerError) throw error;
    throw new AnswerError('The program no longer answers.', 0);
  }
}

/**
 * @param {string} name
 * @returns {(params: Params, signal?: AbortSignal) => Promise<any>}
 */
function question(name) {
  return (params, signal) => answerOf(name, params, signal, (response) => response.json());
}

/**
 * @param {string} name
 * @param {string} number the name of its parameter
 * @returns {(number: number, signal?: AbortSignal) => Promise<ArrayBuffer>}
 */
function bytesOf(name, number) {
  return (value, signal) =>
    answerOf(name, {[number]: value}, signal, (response) => response.arrayBuffer());
}

/** @implements {Source} */
export class ServerSource {
  about = (/** @type {AbortSignal | undefined} */ signal) => question('about')({}, signal);
  map = bytesOf('map', 'm');
  words = bytesOf('words', 'm');
  column = bytesOf('column', 'c');
  near = question('near');
  ask = question('ask');
  analogy = question('analogy');
  between = question('between');
  odd = question('odd');
  matrix = question('matrix');
  complete = question('complete');
  axes = question('axes');
  list = question('list');
  clusters = question('clusters');
  compare = question('compare');
  changed = question('changed');
}
