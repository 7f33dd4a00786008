// Several models side by side: the neighbours of a word, and the words that changed most.

import {labelled, labelledSelect, make, unseenHead, wordButton} from './dom.js';
import {Question} from './question.js';
import {numberText, percentText, shown} from './shown.js';
import {DataTable, countColumn, wordColumn} from './table.js';

/** @typedef {import('./source.js').Compared} Compared */
/** @typedef {{rank: number, cells: ({word: string, shared: number} | null)[]}} ComparedRow */

const CHANGED_SHOWN = 100;

/**
 * The neighbours of all models row by row, each with the number of models that have it.
 * @param {Compared} compared
 * @returns {ComparedRow[]}
 */
export function comparedRows({models}) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const {answers} of models) {
    for (const {word} of answers ?? []) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  const length = Math.max(0, ...models.map(({answers}) => answers?.length ?? 0));
  return Array.from({length}, (_, i) => ({rank: i + 1, cells: models.map(({answers}) => {
    const word = answers?.[i]?.word;
    return word === undefined ? null : {word, shared: seen.get(word) ?? 1};
  })}));
}

export class ComparePanel {
  /**
   * @param {HTMLElement} host
   * @param {import('./explorer.js').App} app
   */
  constructor(host, app) {
    this.app = app;
    const {models} = app.about;
    this.by = models.some(({dim}) => dim !== models[0].dim) ? 'neighbours' : 'vector';
    this.least = '20';
    this.asked = this.askedChanges = '';
    this.word = make('div');
    this.changes = make('div');
    this.form = make('div', {class: 'changed'});
    host.replaceChildren(unseenHead('Compare'), this.word,
        make('h3', {}, 'Words that changed most'), this.form, this.changes);
    this.question = new Question(app);
    this.questionOfChanges = new Question(app);
  }

  show() {
    const {w, k} = this.app.view;
    const asked = `${w}\n${k}`;
    if (asked !== this.asked) {
      this.asked = asked;
      this.showWord();
    }
    this.showChanges();
  }

  showWord() {
    const {w, k} = this.app.view;
    if (!w) {
      return this.word.replaceChildren(
          make('p', {}, 'Choose a word to see its neighbours in each model.'));
    }
    this.question.run(this.word, async (signal) =>
      this.drawWord(w, await this.app.source.compare({w, k}, signal)));
  }

  /** @param {string} word @param {Compared} compared */
  drawWord(word, compared) {
    const host = make('div');
    const {models, cosine, shared} = compared;
    const sentences = models.slice(1).map(({name}, i) => {
      const share = shared[0]?.[i + 1], turned = cosine[i + 1];
      return make('p', {class: 'facts'}, `${shown(models[0].name)} and ${shown(name)}: ` +
          (typeof share === 'number' ? `${percentText(share)} of the neighbours in common` :
            'not to be compared') +
          (typeof turned === 'number' ? `, cosine of the vectors ${numberText(turned, 2)}.` : '.'));
    });
    const faults = models.filter((model) => model.error).map(({name, error, near}) =>
      make('p', {class: 'note'}, `${shown(name)}: ${error}`,
          ...(near ?? []).flatMap((other) =>
            [' ', wordButton(other, () => this.app.choose(other))])));
    this.word.replaceChildren(make('h3', {}, 'Neighbours of ', make('bdi', {}, shown(word))),
        ...sentences, ...faults, make('p', {class: 'hint'}, '\u25cf in several models'), host);
    this.drawColumns(host, word, compared);
  }

  /** @param {HTMLElement} host @param {string} word @param {Compared} compared */
  drawColumns(host, word, compared) {
    /** @type {import('./table.js').TableColumn[]} */
    const columns = compared.models.map(({name}, m) => ({key: name, label: shown(name),
      value: (row) => row.cells[m]?.word,
      cell: ({cells: {[m]: cell}}) => cell ? make('span', {class: cell.shared > 1 ? 'shared' : ''},
          cell.shared > 1 ? make('span', {class: 'dot', role: 'img', 'aria-label': 'shared'},
              '\u25cf ') : null,
          wordButton(cell.word, () => this.app.choose(cell.word))) : '\u2013'}));
    const table = new DataTable(host, {caption: 'Neighbours in each model',
      file: `compare-${word}`,
      columns: [{key: 'rank', label: 'Rank', digits: 0, value: (row) => row.rank}, ...columns]});
    table.show(comparedRows(compared));
  }

  showChanges() {
    const models = this.app.about.models;
    const other = Math.min(models.length - 1, Math.max(1, Number(this.app.view.with) || 1));
    const asked = [other, this.by, this.least].join('\n');
    if (asked === this.askedChanges) return;
    this.askedChanges = asked;
    const least = make('input', {type: 'number', min: 0, value: this.least, onchange: () => {
      this.least = least.value;
      this.showChanges();
    }});
    const again = (/** @type {string} */ by) => {
      this.by = by;
      this.showChanges();
      this.form.querySelector('select')?.focus();
    };
    this.form.replaceChildren(
        labelledSelect('By', [['vector', 'the cosine of the vectors, turned onto each other'],
          ['neighbours', 'the neighbours in common']], this.by, again),
        ...models.length > 2 ? [labelledSelect(`${shown(models[0].name)} and`,
            models.slice(1).map(({name}, i) => [String(i + 1), shown(name)]), String(other),
            (value) => this.app.set({with: value}))] : [],
        labelled('Seen at least, times', least));
    this.fetchChanges(other);
  }

  /** @param {number} b */
  fetchChanges(b) {
    const {app, by, least} = this;
    this.changes.replaceChildren(make('p', {}, 'Comparing \u2026'));
    this.questionOfChanges.run(this.changes, async (signal) => {
      const found = await app.source.changed({a: 0, b, k: CHANGED_SHOWN, by, least}, signal);
      const host = make('div');
      this.changes.replaceChildren(make('p', {class: 'facts'},
          `Of ${numberText(found.shared_words)} words that both models have.`), host);
      new DataTable(host, {caption: 'Words that changed most', file: 'changed',
        columns: [wordColumn((row) => app.choose(row.word)),
          {key: 'similarity', label: 'Cosine', digits: 3, value: (row) => row.similarity},
          {key: 'shared', label: 'In common', digits: 2, value: (row) => row.shared},
          ...app.hasCounts() ? [countColumn()] : []]}).show(found.answers);
      app.say('The words that changed most are listed.');
    });
  }
}
