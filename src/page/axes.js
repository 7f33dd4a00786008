// A scatter of words on two axes of a reader's choice.

import {actionsRow, labelled, labelledSelect, make, saveButton, unseenHead,
  wordInput} from './dom.js';
import {faultNode} from './panel.js';
import {Question} from './question.js';
import {fileName, saveFile} from './save.js';
import {Scatter} from './scatter.js';
import {shown, typed, wordsOf} from './shown.js';
import {AnswerError} from './source.js';
import {DataTable, countColumn, wordColumn} from './table.js';

/** @type {[string, string][]} */
const AXIS_KINDS = [['', 'from one word to another'], [':frequency', 'frequency'],
  [':norm', 'length of the vector'], [':hubs', 'near to how many words']];
const MOST_ON_AXES = 5000;

/**
 * The two words of an axis: "man:woman".
 * @param {string} axis
 */
export function endsOfAxis(axis) {
  const colon = axis.indexOf(':', 1);
  return colon < 0 ? ['', ''] : [axis.slice(0, colon), axis.slice(colon + 1)];
}

/** An axis as its fields, of which it reads as text again. */
class AxisFields {
  /** @param {string} name @param {string} axis @param {string[]} example */
  constructor(name, axis, example) {
    const isKind = AXIS_KINDS.some(([kind]) => kind !== '' && kind === axis);
    this.kind = isKind ? axis : '';
    const ends = isKind ? ['', ''] : endsOfAxis(axis);
    this.inputs = ends.map((word, i) =>
      wordInput(word, example[i], {size: 10, 'aria-label': `${name}, ${i ? 'to' : 'from'}`}));
    this.words = make('span', {class: 'ends'}, this.inputs[0], ' to ', this.inputs[1]);
    this.words.hidden = isKind;
    const select = labelledSelect(name, AXIS_KINDS, this.kind, (kind) => {
      this.kind = kind;
      this.words.hidden = kind !== '';
    });
    this.node = make('div', {class: 'axis'}, select, this.words);
  }

  /** @returns {string} empty if a word is missing */
  text() {
    const [low, high] = this.inputs.map((input) => input.value.trim());
    return this.kind || (low && high ? `${low}:${high}` : '');
  }
}

export class AxesView {
  /**
   * @param {HTMLElement} host
   * @param {import('./explorer.js').App} app
   */
  constructor(host, app) {
    this.app = app;
    this.asked = '';
    this.form = make('form', {class: 'axes', onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.submit();
    }});
    this.message = make('div');
    this.picture = make('div', {class: 'scatter'});
    this.table = make('div');
    this.details = make('details', {hidden: true}, make('summary', {}, 'As a table'), this.table,
        actionsRow(saveButton('SVG', 'the picture', () => this.saveSvg())));
    host.replaceChildren(unseenHead('Axes'), this.form, this.message,
        this.picture, this.details);
    /** @type {Scatter | null} */
    this.scatter = null;
    this.question = new Question(app);
  }

  show() {
    const {x, y, top, words, m} = this.app.view;
    const asked = [x, y, top, words, m].join('\n');
    if (asked === this.asked) return this.scatter?.resize();
    this.asked = asked;
    this.build();
    if (x && y) this.run();
  }

  build() {
    const {x, y, top, words} = this.app.view;
    this.x = new AxisFields('Across', x, ['man', 'woman']);
    this.y = new AxisFields('Up', y, ['poor', 'rich']);
    this.top = make('input', {type: 'number', min: 1, max: MOST_ON_AXES, value: top});
    this.words = wordInput(words, 'nurse doctor king queen');
    this.form.replaceChildren(this.x.node, this.y.node,
        labelled('These words', this.words), labelled('or else the most frequent', this.top),
        make('button', {class: 'main'}, 'Draw'));
  }

  submit() {
    const x = this.x?.text() ?? '', y = this.y?.text() ?? '';
    if (!x || !y) {
      const sentence = 'Each axis needs two words, or a number such as the frequency.';
      return this.message.replaceChildren(faultNode(new AnswerError(sentence), () => {}));
    }
    const top = String(Math.min(MOST_ON_AXES, Math.max(1, Number(this.top?.value) || 300)));
    const words = wordsOf(this.words?.value ?? '').map(typed).join(' ');
    this.asked = '';
    this.app.set({x, y, top, words});
    this.form.querySelector('button')?.focus();
  }

  run() {
    const {x, y, top, words, m} = this.app.view;
    const which = words ? {w: wordsOf(words)} : {top};
    this.question.run(this.message, async (signal) => {
      this.draw(await this.app.source.axes({x, y, ...which, m}, signal));
      this.message.replaceChildren();
    });
  }

  /** @param {import('./source.js').Scattered} found */
  draw(found) {
    const {app} = this;
    this.scatter ??= new Scatter(this.picture, {choose: (id) => app.chooseId(id)});
    const {x, y} = app.view;
    this.scatter.show({points: found.points,
      x: x.startsWith(':') ? {name: found.x.name} : found.x,
      y: y.startsWith(':') ? {name: found.y.name} : found.y});
    this.details.hidden = false;
    const axis = (/** @type {'x' | 'y'} */ key) => ({key, digits: 4,
      label: shown(found[key].name),
      value: (/** @type {any} */ row) => row[key]});
    new DataTable(this.table, {caption: 'Words on the axes', file: 'axes',
      columns: [wordColumn((row) => app.choose(row.word, row.id)), axis('x'), axis('y'),
        ...app.hasCounts() ? [countColumn()] : []]}).show(found.points);
    app.say(`${found.points.length} words drawn; they are in the table after the picture as well.`);
  }

  saveSvg() {
    const svg = this.scatter?.toSvg();
    if (svg) saveFile(fileName(`axes-${this.app.view.x}-${this.app.view.y}`) + '.svg', svg,
        'image/svg+xml');
  }
}
