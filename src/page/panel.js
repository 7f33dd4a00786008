// The chosen word: its neighbours in the full space, and how far the map can be trusted there.

import {actionButton, actionsRow, make, unseenHead, wordButton, wordNode} from './dom.js';
import {numberText, percentText, quoted} from './shown.js';
import {AnswerError} from './source.js';
import {DataTable, countColumn, similarityColumn, wordColumn} from './table.js';

/** @typedef {import('./source.js').Nearest} Nearest */
/** @typedef {import('./source.js').Neighbour} Neighbour */

const AVERAGE_HUB = 10;  // each word has ten nearest, so that is how many have it on average
const TRUSTED = 0.5, DOUBTED = 0.2;

/**
 * What the recall of a word means for who looks at the map.
 * @param {number} recall
 */
export function trustSentence(recall) {
  const share = `${numberText(recall * 10, Number.isInteger(recall * 10) ? 0 : 1)} of its ten ` +
      'nearest words are among its ten nearest on the map: ';
  if (recall >= TRUSTED) return share + 'this spot can be trusted.';
  if (recall >= DOUBTED) return share + 'this spot shows a part of the truth; the list has it all.';
  return share + 'do not trust this spot; the list below is right.';
}

/** @param {number} hub */
function hubSentence(hub) {
  const what = hub >= 5 * AVERAGE_HUB ? ' It is a hub: near to many words, and so says little.' :
      '';
  const words = hub === 1 ? 'word has' : 'words have';
  return `${numberText(hub)} ${words} it among their ten nearest (${AVERAGE_HUB} on average).${what}`;
}

/**
 * Why there is no answer, with words of similar spelling to choose.
 * @param {unknown} error
 * @param {(word: string) => void} choose
 */
export function faultNode(error, choose) {
  const sentence = error instanceof Error ? error.message : String(error);
  const near = error instanceof AnswerError ? error.near : [];
  const words = near.flatMap((word, i) =>
    [i ? ', ' : ' Of similar spelling: ', wordButton(word, () => choose(word))]);
  return make('p', {class: 'fault', role: 'alert'}, sentence, ...words);
}

/**
 * Notes of an answer, and the words in it that have no row.
 * @param {Nearest} found
 */
export function noteNodes(found) {
  const unseen = (found.unseen ?? []).map((word) =>
    `${quoted(word)} is not among the words: its vector is made from its parts.`);
  return [...unseen, ...found.notes ?? []].map((note) => make('p', {class: 'note'}, note));
}

/** @param {Neighbour} row */
function markOf({near, map_rank: rank}) {
  if (near === undefined) return '\u2013';
  return make('span', {class: near ? 'mark near' : 'mark far',
    title: rank ? `number ${numberText(rank)} by distance on the map` : undefined},
  make('span', {'aria-hidden': 'true'}, near ? '\u25cf ' : '\u25c7 '), near ? 'near' : 'far');
}

export class WordPanel {
  /**
   * @param {HTMLElement} host
   * @param {import('./explorer.js').App} app
   */
  constructor(host, app) {
    this.app = app;
    this.head = make('div');
    this.table = make('div');
    const usual = make('p', {}, 'Choose a word on the map, in the list or by the search box: its ' +
        'nearest words in the full space are shown here, each marked as near or far on the map.');
    this.empty = usual;
    host.replaceChildren(this.head, this.table);
    this.clear();
  }

  clear() {
    this.head.replaceChildren(unseenHead('The chosen word'), this.empty);
    this.table.replaceChildren();
  }

  /** @param {string} word */
  wait(word) {
    this.head.replaceChildren(make('h2', {}, wordNode(word)), make('p', {}, 'Searching \u2026'));
    this.table.setAttribute('aria-busy', 'true');
  }

  /** @param {string} word @param {unknown} error */
  fail(word, error) {
    this.head.replaceChildren(make('h2', {}, wordNode(word)),
        faultNode(error, (other) => this.app.choose(other)));
    this.table.replaceChildren();
    this.table.removeAttribute('aria-busy');
  }

  /** @param {string} word @param {Nearest} found */
  show(word, found) {
    const facts = [];
    if (found.id !== undefined) {
      facts.push(`Number ${numberText(found.id + 1)} by frequency` +
          (found.count === undefined ? '.' : `, seen ${numberText(found.count)} times.`));
    }
    if (found.hub !== undefined) facts.push(hubSentence(found.hub));
    this.head.replaceChildren(make('h2', {}, wordNode(word)), ...noteNodes(found),
        make('p', {class: 'facts'}, facts.join(' ')), ...this.trust(found),
        this.actions(found));
    this.table.removeAttribute('aria-busy');
    this.showTable(word, found);
  }

  /** @param {Nearest} found */
  trust({map_recall: recall, answers}) {
    if (recall === undefined) return [];
    const near = answers.filter((answer) => answer.near).length;
    const far = answers.length - near;
    return [make('p', {class: 'trust'}, make('strong', {}, percentText(recall)),
        make('span', {}, trustSentence(recall))),
    make('p', {class: 'facts'}, `On the map ${near} of the words below lie near it, ${far} far ` +
        'away. Their place there counts from 1, the nearest.')];
  }

  /** @param {Nearest} found */
  actions(found) {
    const {app} = this;
    const count = make('select', {'aria-label': 'How many neighbours',
      onchange: (event) => app.set({k: event.target.value})},
    ...['10', '30', '100', '300'].map((k) => make('option', {value: k}, `${k} neighbours`)));
    count.value = app.view.k;
    const ids = [found.id ?? -1, ...found.answers.map((answer) => answer.id)];
    return actionsRow(count, found.id === undefined ? null :
      actionButton('Show on map', () => app.showOnMap(found.id ?? 0)),
    actionButton('Show all on map', () => app.fitOnMap(ids)));
  }

  /** @param {string} word @param {Nearest} found */
  showTable(word, found) {
    const hasMap = found.answers.some((answer) => answer.near !== undefined);
    const columns = [
      wordColumn((row) => this.app.choose(row.word, row.id)), similarityColumn(),
      ...hasMap ? [{key: 'near', label: 'On map', value: (/** @type {Neighbour} */ row) => row.near,
        cell: markOf},
      {key: 'map_rank', label: 'Place', digits: 0,
        value: (/** @type {Neighbour} */ row) => row.map_rank}] : [],
      ...this.app.hasCounts() ? [countColumn()] : [],
    ];
    const table = new DataTable(this.table, {caption: `Nearest words of ${quoted(word)}`,
      file: `near-${word}`, columns, sorted: 'similarity'});
    table.show(found.answers);
  }
}
