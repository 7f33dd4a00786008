// The search box: a combobox by the pattern of ARIA, with completion and spelling.

import {make, wordNode} from './dom.js';
import {numberText} from './shown.js';
import {wasGivenUp} from './source.js';

/** @typedef {{id: number, word: string, count?: number}} Found */

const DEBOUNCE_MS = 80;
const MOST_SHOWN_COMPLETIONS = 12;

export class SearchBox {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list role=listbox
   * @param {Object} on
   * @param {(q: string, k: number, signal: AbortSignal) =>
   *     Promise<import('./source.js').Completion>} on.complete
   * @param {(word: string, id?: number) => void} on.choose
   * @param {(text: string) => void} on.say
   * @param {(ids: number[]) => void} on.mark gets the words that are offered
   */
  constructor(input, list, on) {
    this.input = input;
    this.list = list;
    this.on = on;
    /** @type {Found[]} */
    this.found = [];
    this.active = -1;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.asking = null;
    input.addEventListener('input', () => this.soon());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.close());
    list.addEventListener('mousedown', (event) => this.click(event));
  }

  soon() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.input.value === '') return this.close();
    this.timer = window.setTimeout(() => this.complete(), DEBOUNCE_MS);
  }

  async complete() {
    const asking = this.asking = new AbortController();
    try {
      const q = this.input.value;
      const answer = await this.on.complete(q, MOST_SHOWN_COMPLETIONS, asking.signal);
      if (!asking.signal.aborted && document.activeElement === this.input) this.open(answer);
    } catch (error) {
      if (!wasGivenUp(error)) this.close();
    }
  }

  /** @param {import('./source.js').Completion} answer */
  open(answer) {
    this.found = answer.words;
    const what = this.sentence(answer);
    this.list.replaceChildren(make('div', {class: 'hint', role: 'presentation'}, what),
        ...this.found.map((found, i) => this.option(found, i)));
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.activate(-1);
    this.on.say(what);
    this.on.mark(this.found.map((found) => found.id));
  }

  /** @param {import('./source.js').Completion} answer */
  sentence({words, total, spelling}) {
    if (!words.length) return 'No such word, and none of similar spelling.';
    if (spelling) return 'No word begins so. Of similar spelling:';
    return total === 1 ? '1 word begins so' : `${numberText(total)} words begin so`;
  }

  /** @param {Found} found @param {number} i */
  option({word, count}, i) {
    return make('div', {role: 'option', id: `search-option-${i}`, 'aria-selected': 'false',
      'data-at': i}, wordNode(word),
    make('span', {class: 'count'}, count ? numberText(count) : ''));
  }

  /** @param {number} at */
  activate(at) {
    this.active = at;
    const options = [...this.list.querySelectorAll('[role=option]')];
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at < 0) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', options[at].id);
    options[at].scrollIntoView({block: 'nearest'});
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (!this.list.hidden) this.on.mark([]);
    this.list.hidden = true;
    this.found = [];
    this.input.setAttribute('aria-expanded', 'false');
    this.activate(-1);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const last = this.found.length - 1;
    if (event.key === 'Enter' && !event.isComposing) {
      this.choose(this.active);
    } else if (event.key === 'Escape') {
      if (this.list.hidden) this.input.value = '';
      this.close();
    } else if (event.key === 'ArrowDown') {
      if (last < 0) this.soon(); else this.activate(this.active >= last ? 0 : this.active + 1);
    } else if (event.key === 'ArrowUp' && last >= 0) {
      this.activate(this.active <= 0 ? last : this.active - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {number} at of the option; -1 for what is typed */
  choose(at) {
    const found = this.found[at];
    const word = found ? found.word : this.input.value;
    this.close();
    if (!word) return;
    this.input.value = word;
    this.on.choose(word, found?.id);
  }

  /** @param {MouseEvent} event */
  click(event) {
    event.preventDefault();  // the input keeps the focus
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option instanceof HTMLElement) this.choose(Number(option.dataset.at));
  }
}
