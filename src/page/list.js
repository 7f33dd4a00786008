// All words as a table: a view that does everything without sight or mouse.

import {actionButton, actionsRow, make} from './dom.js';
import {Question} from './question.js';
import {numberText, percentText} from './shown.js';
import {DataTable, countColumn, wordColumn} from './table.js';

const LIST_PAGE = 100;

export class ListView {
  /**
   * @param {HTMLElement} host
   * @param {import('./explorer.js').App} app
   */
  constructor(host, app) {
    this.app = app;
    this.asked = '';
    this.where = make('span', {class: 'where'});
    const button = (/** @type {string} */ text, /** @type {() => number} */ to) =>
      actionButton(text, () => app.set({from: String(to())}, false));
    const last = () => Math.floor((app.model().words - 1) / LIST_PAGE) * LIST_PAGE;
    const from = () => this.from();
    this.first = button('First', () => 0);
    this.before = button('Previous', () => Math.max(0, from() - LIST_PAGE));
    this.next = button('Next', () => Math.min(last(), from() + LIST_PAGE));
    this.last = button('Last', last);
    this.table = make('div');
    this.message = make('div');
    host.replaceChildren(make('h2', {class: 'unseen', tabindex: -1, id: 'all-words'}, 'All words'),
        actionsRow(this.first, this.before, this.where, this.next, this.last),
        make('p', {class: 'hint'}, 'Hubness: among the ten nearest of how many words. Trust: how ' +
            'many of its ten nearest are so on the map. Length: of its vector.'),
        this.message, this.table);
    this.question = new Question(app);
  }

  from() {
    const from = Math.floor(Number(this.app.view.from)) || 0;
    return Math.min(Math.max(0, from), Math.max(0, this.app.model().words - 1));
  }

  build() {
    const {app} = this;
    /** @type {import('./table.js').TableColumn[]} */
    const columns = [{...wordColumn((row) => app.choose(row.word, row.id)), sort: 'word'}];
    if (app.hasCounts()) columns.push({...countColumn(), sort: 'frequency'});
    else columns.push({key: 'id', label: 'Rank', digits: 0, sort: 'frequency',
      value: (row) => row.id + 1});
    columns.push(
        {key: 'cluster', label: 'Cluster', value: (row) => row.cluster,
          cell: (row) => app.clusterName(row.cluster)},
        {key: 'hub', label: 'Hubness', digits: 0, value: (row) => row.hub, sort: 'hubs'},
        {key: 'trust', label: 'Trust', digits: 0, value: (row) => row.trust, sort: 'trust',
          cell: (row) => typeof row.trust === 'number' ? percentText(row.trust / 100) : '\u2013'},
        {key: 'norm', label: 'Length', digits: 2, value: (row) => row.norm, sort: 'norm'});
    return new DataTable(this.table, {caption: 'All words', file: `words-${app.view.sort}`, columns,
      sorted: app.view.sort, onSort: (sort) => this.sortBy(sort)});
  }

  /** @param {string} sort */
  sortBy(sort) {
    this.app.set({sort, from: '0'});
  }

  /** @param {boolean} [anew] even if it was asked before */
  show(anew = false) {
    const {sort, m} = this.app.view;
    const from = this.from();
    const asked = [sort, from, m].join('\n');
    if (asked === this.asked && !anew) return;
    this.asked = asked;
    this.question.run(this.message, async (signal) => {
      this.draw(await this.app.list({sort, from, k: LIST_PAGE, m}, signal), from);
      this.message.replaceChildren();
    });
  }

  /** @param {import('./source.js').Listed} listed @param {number} from */
  draw(listed, from) {
    const focused = this.table.contains(document.activeElement) ?
        document.activeElement?.textContent : null;
    this.build().show(listed.rows);
    const heads = [...this.table.querySelectorAll('thead button')];
    const head = heads.find((one) => one.textContent === focused);
    if (head instanceof HTMLElement) head.focus();
    const to = from + listed.rows.length;
    this.where.textContent =
        `${numberText(from + 1)} to ${numberText(to)} of ${numberText(listed.total)}`;
    // Not `disabled`: a button that goes away takes the focus with it.
    for (const button of [this.first, this.before]) button.ariaDisabled = String(from === 0);
    for (const button of [this.next, this.last]) button.ariaDisabled = String(to >= listed.total);
    this.app.say(`Words ${this.where.textContent}.`);
  }
}
