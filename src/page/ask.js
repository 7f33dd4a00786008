// Questions about several words.

import {actionButton, actionsRow, labelled, labelledSelect, make, unseenHead, wordButton,
  wordInput} from './dom.js';
import {noteNodes} from './panel.js';
import {Question} from './question.js';
import {csvOf} from './save.js';
import {numberText, quoted, typed, wordsOf} from './shown.js';
import {AnswerError} from './source.js';
import {DataTable, countColumn, similarityColumn, tableSavers, wordColumn} from './table.js';

/** @typedef {import('./explorer.js').App} AskApp */

/**
 * @typedef {Object} AskKind
 * @property {string} label
 * @property {string[]} fields a label for each; the words of the last may be several
 * @property {string} example
 * @property {string} hint
 */

const ANALOGY_FIELDS = ['This word', 'is to this one', 'as this one is to \u2026'];

/** @type {Map<string, AskKind>} */
const ASK_KINDS = new Map([
  ['sum', {label: 'Sum of words', fields: ['Words with + and \u2212 (a hyphen) between them'],
    example: 'king - man + woman', hint: 'The words nearest to a sum of vectors.'}],
  ['analogy', {label: 'Analogy', fields: ANALOGY_FIELDS, example: 'man king woman',
    hint: 'The words that complete an analogy.'}],
  ['mul', {label: 'Analogy by products', hint: 'The same by 3CosMul (Levy and Goldberg 2014), ' +
      'which lets no single similarity outweigh the others.',
  fields: ANALOGY_FIELDS, example: 'man king woman'}],
  ['odd', {label: 'The word that does not belong', fields: ['Three words or more'],
    example: 'breakfast lunch dinner car', hint: 'The one that is least like the mean of all.'}],
  ['between', {label: 'Between words', fields: ['Two words or more'], example: 'summer winter',
    hint: 'The words nearest to the mean of the given ones.'}],
  ['matrix', {label: 'Matrix of similarities', fields: ['Words, at most 100'],
    example: 'king queen man woman paris london', hint: 'The cosine of each two words.'}],
  ['unseen', {label: 'A word never seen', fields: ['A word'], example: 'unfriendliness',
    hint: 'The neighbours of a word that has no row, from the vectors of its parts.'}],
]);

/**
 * Similarities as a table whose darker cells are the larger ones.
 * @param {import('./source.js').Matrix} matrix
 * @param {(word: string) => void} choose
 */
export function heatTable({words, similarities}, choose) {
  const cell = (/** @type {number | null} */ known) => {
    const value = known ?? NaN;  // of a vector that is not finite
    const td = make('td', {class: value < 0 ? 'heat below' : 'heat'}, numberText(value, 2));
    td.style.setProperty('--share', String(Math.min(1, Math.abs(value) || 0)));
    return td;
  };
  const head = (/** @type {string} */ word, /** @type {string} */ scope) =>
    make('th', {scope}, wordButton(word, () => choose(word)));
  return make('div', {class: 'wide', role: 'region', tabindex: 0, 'aria-label': 'Similarities'},
      make('table', {class: 'matrix'}, make('caption', {class: 'unseen'}, 'Similarities'),
          make('thead', {}, make('tr', {}, make('td'), ...words.map((word) => head(word, 'col')))),
          make('tbody', {}, ...similarities.map((row, i) =>
            make('tr', {}, head(words[i], 'row'), ...row.map(cell))))));
}

export class AskPanel {
  /**
   * @param {HTMLElement} host
   * @param {AskApp} app
   */
  constructor(host, app) {
    this.app = app;
    this.form = make('form', {class: 'ask', onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.submit();
    }});
    this.answer = make('div');
    this.asked = '';
    /** @type {HTMLInputElement[]} */
    this.inputs = [];
    this.question = new Question(app);
    host.replaceChildren(unseenHead('Ask'), this.form, this.answer);
  }

  /** @returns {AskKind} */
  kind() {
    return ASK_KINDS.get(this.app.view.ask) ?? /** @type {AskKind} */ (ASK_KINDS.get('sum'));
  }

  /** Shows what the view asks, and answers it if it was not yet. */
  show() {
    const {ask, q, m, k} = this.app.view;
    const asked = [ask, q, m, k].join('\n');
    if (asked === this.asked) return;
    this.asked = asked;
    this.build();
    if (q) this.question.run(this.answer, (signal) => this.fetchAnswer(signal));
    else this.answer.replaceChildren();
  }

  build() {
    const {app} = this;
    const kind = this.kind();
    const options = [...ASK_KINDS].filter(([name]) => name !== 'unseen' || app.model().subwords)
        .map(([name, {label}]) => /** @type {[string, string]} */ ([name, label]));
    const select = labelledSelect('Question', options, app.view.ask, (value) => {
      app.set({ask: value, q: ''});
      this.form.querySelector('select')?.focus();
    });
    const values = kind.fields.length > 1 ? wordsOf(app.view.q).map(typed) : [app.view.q];
    const examples = kind.fields.length > 1 ? kind.example.split(' ') : [kind.example];
    this.inputs = kind.fields.map((_, i) => wordInput(values[i] ?? '', examples[i]));
    const example = () => {
      this.inputs.forEach((input, i) => { input.value = examples[i]; });
      this.submit();
    };
    this.form.replaceChildren(select, make('p', {class: 'hint'}, kind.hint),
        ...kind.fields.map((label, i) => labelled(label, this.inputs[i])),
        actionsRow(make('button', {class: 'main'}, 'Ask'),
            actionButton('Try the example', example)));
  }

  submit() {
    const q = this.inputs.map((input) => input.value.trim()).join(' ').trim();
    if (q === '') return this.inputs[0].focus();
    this.asked = '';
    const at = this.inputs.findIndex((input) => input === document.activeElement);
    this.app.set({q});
    if (at >= 0) this.inputs[at].focus();
  }

  /** @param {AbortSignal} signal */
  async fetchAnswer(signal) {
    const {source, view: {ask, q, k, m}} = this.app;
    const w = wordsOf(q);
    if (ask === 'odd') return this.showOdd(await source.odd({w, m}, signal));
    if (ask === 'matrix') return this.showMatrix(await source.matrix({w, m}, signal));
    if (ask === 'between') return this.showNearest(await source.between({w, k, m}, signal));
    if (ask === 'unseen') return this.showNearest(await source.near({w: w[0], k, m}, signal));
    if (ask !== 'analogy' && ask !== 'mul') {
      return this.showNearest(await source.ask({q, k, m}, signal));
    }
    if (w.length !== 3) throw new AnswerError('An analogy needs three words, one in each field.');
    const rule = ask === 'mul' ? 'mul' : 'add';
    this.showNearest(await source.analogy({a: w[0], b: w[1], c: w[2], rule, k, m}, signal));
  }

  /** @param {import('./source.js').Odd} found */
  showOdd({odd, query}) {
    this.answer.replaceChildren(make('p', {}, wordButton(odd, () => this.app.choose(odd)),
        ` does not belong with the other ${query.length - 1}.`));
    this.app.say(`${quoted(odd)} does not belong.`);
  }

  /** @param {import('./source.js').Matrix} found */
  showMatrix(found) {
    const {words, similarities} = found;
    const rows = similarities.map((row, i) => [words[i], ...row]);
    this.answer.replaceChildren(heatTable(found, (word) => this.app.choose(word)),
        actionsRow(...tableSavers('matrix', () => csvOf(['word', ...words], rows),
            () => JSON.stringify({words, similarities}) + '\n')));
    this.app.say(`Similarities of ${words.length} words.`);
  }

  /** @param {import('./source.js').Nearest} found */
  showNearest(found) {
    const {app} = this;
    const host = make('div');
    const ids = found.answers.map((answer) => answer.id);
    this.answer.replaceChildren(...noteNodes(found), host,
        actionsRow(actionButton('Show all on map', () => app.fitOnMap(ids))));
    new DataTable(host, {caption: `Answers to ${quoted(app.view.q)}`, file: `ask-${app.view.q}`,
      sorted: 'similarity', columns: [wordColumn((row) => app.choose(row.word, row.id)),
        similarityColumn(), ...app.hasCounts() ? [countColumn()] : []]}).show(found.answers);
    app.stage.map.mark(ids);
    const first = found.answers[0];
    app.say(!first ? 'No answers.' :
      `${found.answers.length} answers, ${quoted(first.word)} first.`);
  }
}
