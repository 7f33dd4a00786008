// Tables: real ones, sorted by the buttons in their heads, with all their rows as CSV and JSON.

import {actionButton, actionsRow, make, saveButton, wordButton} from './dom.js';
import {csvOf, fileName, jsonOf, saveFile} from './save.js';
import {numberText} from './shown.js';

/**
 * @typedef {string | number | boolean | null | undefined} Value
 * @typedef {Object} TableColumn
 * @property {string} key its name in files
 * @property {string} label
 * @property {(row: any) => Value} value
 * @property {(row: any) => Node | string} [cell] if it is shown otherwise
 * @property {number} [digits] after the point, of a column of numbers
 * @property {boolean} [heads] whether its cells name their rows
 * @property {string} [sort] what the source calls this order; for tables sorted there
 *
 * @typedef {Object} TableOptions
 * @property {string} caption
 * @property {string} file its name, without the ending
 * @property {TableColumn[]} columns
 * @property {string} [sorted] the key of the column by which the rows come sorted
 * @property {(sort: string) => void} [onSort] if another one sorts the rows
 */

const ROWS_AT_ONCE = 200;

/**
 * The order of two values: texts from A to Z, numbers from large to small, what is missing last.
 * @param {Value} a
 * @param {Value} b
 */
export function compareValues(a, b) {
  const missing = (/** @type {Value} */ v) => v === null || v === undefined || Number.isNaN(v);
  if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number(b) - Number(a);
}

/**
 * Buttons that save a table.
 * @param {string} file its name, without the ending
 * @param {() => string} csv
 * @param {() => string} json
 */
export function tableSavers(file, csv, json) {
  const name = fileName(file);
  return [
    saveButton('CSV', 'this table', () => saveFile(`${name}.csv`, csv(), 'text/csv')),
    saveButton('JSON', 'this table', () => saveFile(`${name}.json`, json(), 'application/json'))];
}

/** A table of rows of any kind. */
export class DataTable {
  /**
   * @param {HTMLElement} host is emptied
   * @param {TableOptions} options
   */
  constructor(host, options) {
    this.options = options;
    this.sorted = options.sorted ?? '';
    this.turned = false;
    /** @type {any[]} */
    this.rows = [];
    /** @type {any[]} */
    this.given = [];
    this.limit = ROWS_AT_ONCE;
    this.body = make('tbody');
    this.heads = options.columns.map((column) => this.head(column));
    this.more = actionButton('Show more', () => this.showMore());
    const table = make('table', {}, make('caption', {class: 'unseen'}, options.caption),
        make('thead', {}, make('tr', {}, ...this.heads)), this.body);
    const wide = make('div', {class: 'wide', role: 'region', 'aria-label': options.caption,
      tabindex: 0}, table);
    host.replaceChildren(wide,
        actionsRow(this.more, ...tableSavers(options.file,
            () => csvOf(...this.content()), () => jsonOf(...this.content()))));
    this.markSorted();
  }

  /** @param {TableColumn} column */
  head(column) {
    const sortable = !this.options.onSort || column.sort;
    const name = column.digits === undefined ? '' : 'number';
    return make('th', {scope: 'col', class: name}, sortable ?
        actionButton(column.label, () => this.sortBy(column)) :
        column.label);
  }

  /** @returns {[string[], Value[][]]} names and rows */
  content() {
    const {columns} = this.options;
    return [columns.map(({key}) => key),
      this.rows.map((row) => columns.map((column) => column.value(row)))];
  }

  /** @param {any[]} rows */
  show(rows) {
    this.given = rows;
    this.limit = ROWS_AT_ONCE;
    this.arrange();
  }

  /** @param {TableColumn} column */
  sortBy(column) {
    if (this.options.onSort) return this.options.onSort(column.sort ?? '');
    this.turned = this.sorted === column.key && !this.turned;
    this.sorted = column.key;
    this.arrange();
  }

  arrange() {
    const column = this.options.columns.find((c) => c.key === this.sorted);
    this.rows = [...this.given];
    if (column && !this.options.onSort) {
      const sign = this.turned ? -1 : 1;
      this.rows.sort((a, b) => sign * compareValues(column.value(a), column.value(b)));
    }
    this.markSorted();
    this.body.replaceChildren(...this.rows.slice(0, this.limit).map((row) => this.line(row)));
    this.more.hidden = this.rows.length <= this.limit;
  }

  showMore() {
    const next = this.rows.slice(this.limit, this.limit + ROWS_AT_ONCE);
    this.limit += ROWS_AT_ONCE;
    this.body.append(...next.map((row) => this.line(row)));
    this.more.hidden = this.rows.length <= this.limit;
  }

  markSorted() {
    this.options.columns.forEach((column, i) => {
      const is = this.sorted !== '' && (column.sort ?? column.key) === this.sorted;
      const [first, last] = [this.rows[0], this.rows.at(-1)].map((row) => row && column.value(row));
      const up = typeof first === 'string' ? first <= String(last) : Number(first) < Number(last);
      if (is) this.heads[i].setAttribute('aria-sort', up ? 'ascending' : 'descending');
      else this.heads[i].removeAttribute('aria-sort');
    });
  }

  /** @param {any} row */
  line(row) {
    return make('tr', {}, ...this.options.columns.map((column) => {
      const value = column.value(row);
      const text = typeof value === 'number' ? numberText(value, column.digits) : value ?? '\u2013';
      const content = column.cell ? column.cell(row) : String(text);
      return column.heads ? make('th', {scope: 'row'}, content) :
          make('td', {class: column.digits === undefined ? '' : 'number'}, content);
    }));
  }
}

/**
 * A column of words that can be chosen.
 * @param {(row: any) => void} choose
 * @returns {TableColumn}
 */
export function wordColumn(choose) {
  return {key: 'word', label: 'Word', heads: true, value: (row) => row.word,
    cell: (row) => wordButton(row.word, () => choose(row))};
}

/**
 * A number from 0 to 1 with a bar.
 * @param {number} value
 * @param {number} [digits]
 */
export function barOf(value, digits = 3) {
  const bar = make('span', {class: 'bar', 'aria-hidden': 'true'});
  bar.style.setProperty('--share', String(Math.max(0, Math.min(1, value || 0))));
  return make('span', {class: 'barred'}, bar, numberText(value, digits));
}

/** @returns {TableColumn} */
export function similarityColumn() {
  return {key: 'similarity', label: 'Similarity', digits: 4, value: (row) => row.similarity,
    cell: (row) => barOf(row.similarity, 4)};
}

/** @returns {TableColumn} */
export function countColumn() {
  return {key: 'count', label: 'Count', digits: 0, value: (row) => row.count};
}
