// Elements, made without a line of HTML in a string: what is shown can never become markup.

import {shown} from './shown.js';

/**
 * Makes an element. `on...` are listeners, true and false set or leave out an attribute, and
 * children that are strings become text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string,
 *     string | number | boolean | undefined | ((event: any) => void)>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string | number>} [attributes]
 */
export function actionButton(text, act, attributes = {}) {
  return make('button', {type: 'button', onclick: act, ...attributes}, text);
}

/**
 * A small button that saves something.
 * @param {string} kind of file
 * @param {string} what
 * @param {() => void} act
 */
export function saveButton(kind, what, act) {
  return actionButton(kind, act, {class: 'save', 'aria-label': `Save ${what} as ${kind}`});
}

/** @param {...(Node | string | null)} children */
export function actionsRow(...children) {
  return make('p', {class: 'actions'}, ...children);
}

/**
 * The head of a part of the page, for screen readers.
 * @param {string} text
 */
export function unseenHead(text) {
  return make('h2', {class: 'unseen'}, text);
}

/**
 * A text field. Browsers would correct what is typed, which is wrong for words of vectors.
 * @param {string} value
 * @param {string} placeholder
 * @param {Record<string, string | number>} [attributes]
 */
export function wordInput(value, placeholder, attributes = {}) {
  return make('input', {type: 'text', value, placeholder, autocomplete: 'off', spellcheck: 'false',
    autocapitalize: 'off', dir: 'auto', ...attributes});
}

/**
 * @param {string} label
 * @param {...Node} fields
 */
export function labelled(label, ...fields) {
  return make('label', {class: 'field'}, make('span', {}, label), ...fields);
}

/**
 * A word in the page: its direction is its own.
 * @param {string} word
 */
export function wordNode(word) {
  return make('bdi', {translate: 'no'}, shown(word));
}

/**
 * A word that can be chosen.
 * @param {string} word
 * @param {() => void} choose
 */
export function wordButton(word, choose) {
  const button = actionButton('', choose, {class: 'word'});
  button.append(wordNode(word));
  return button;
}

/**
 * A choice of one of several values, with its label.
 * @param {string} label
 * @param {[string, string][]} options value and text
 * @param {string} value
 * @param {(value: string) => void} change
 */
export function labelledSelect(label, options, value, change) {
  const select = make('select', {onchange: (event) => change(event.target.value)},
      ...options.map(([key, text]) => make('option', {value: key}, text)));
  select.value = value;
  return labelled(label, select);
}

/**
 * A part of the page by its id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function part(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Tabs by the pattern of ARIA: arrows go from tab to tab, one of which is in the order of Tab.
 * @param {HTMLElement} list with buttons role=tab, each with aria-controls
 * @param {(name: string) => void} chosen gets the tab's data-name
 */
export function bindTabs(list, chosen) {
  const tabs = () => /** @type {HTMLElement[]} */ (
      [...list.querySelectorAll('[role=tab]:not([hidden])')]);
  list.addEventListener('click', (event) => {
    const tab = event.target instanceof Element ? event.target.closest('[role=tab]') : null;
    if (tab instanceof HTMLElement) chosen(tab.dataset.name ?? '');
  });
  list.addEventListener('keydown', (event) => {
    const all = tabs();
    const at = all.findIndex((tab) => tab === document.activeElement);
    const steps = new Map(
        [['ArrowRight', at + 1], ['ArrowLeft', at - 1], ['Home', 0], ['End', -1]]);
    const to = steps.get(event.key);
    if (to === undefined || at < 0) return;
    const tab = all[(to + all.length) % all.length];
    event.preventDefault();
    tab.focus();
    chosen(tab.dataset.name ?? '');
  });
}

/**
 * Shows one tab as chosen, and its panel.
 * @param {HTMLElement} list
 * @param {string} name
 */
export function showTab(list, name) {
  for (const tab of list.querySelectorAll('[role=tab]')) {
    const is = tab instanceof HTMLElement && tab.dataset.name === name;
    tab.setAttribute('aria-selected', String(is));
    tab.setAttribute('tabindex', is ? '0' : '-1');
    part(tab.getAttribute('aria-controls') ?? '').hidden = !is;
  }
}
