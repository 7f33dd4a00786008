// The view as the part of the address after `#`. Words, not ids, so that it holds for other vectors
// too; no secret.

/**
 * @typedef {Object} View
 * @property {string} w the chosen word
 * @property {string} m the number of the model
 * @property {string} v the part of the map that is seen: x,y,zoom
 * @property {string} c what colours mean: cluster, frequency, hubs, trust, or column:NAME
 * @property {string} n only so many of the most frequent words
 * @property {string} s what is on the stage: map, axes, list
 * @property {string} tab of the side panel: near, ask, compare
 * @property {string} k how many neighbours
 * @property {string} ask the kind of question
 * @property {string} q the question
 * @property {string} x axis
 * @property {string} y axis
 * @property {string} top how many words on the axes
 * @property {string} words the words on the axes
 * @property {string} sort of the list
 * @property {string} from the first row of the list
 * @property {string} with the model that the first is compared with
 */

/** @type {View} */
const USUAL_VIEW = {w: '', m: '0', v: '', c: 'cluster', n: '', s: 'map', tab: 'near', k: '30',
  ask: 'sum', q: '', x: '', y: '', top: '300', words: '', sort: 'frequency', from: '0', with: '1'};

/** @returns {View} */
export function usualView() {
  return {...USUAL_VIEW};
}

/**
 * Text as it may stand in an address: each byte that is not plain is percent-encoded, a lone
 * surrogate as U+FFFD.
 * @param {string} text
 */
export function encodedText(text) {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
      .replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

/**
 * @param {View} view
 * @returns {string} with `#`; only what is not as usual
 */
export function addressOf(view) {
  const parts = [];
  for (const [name, usual] of Object.entries(USUAL_VIEW)) {
    const value = view[/** @type {keyof View} */ (name)];
    if (value !== usual) parts.push(`${name}=${encodedText(value).replaceAll('%2C', ',')}`);
  }
  return '#' + parts.join('&');
}

/** @param {string} text */
function decodedText(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';  // a `%` without two digits after it: an address that somebody cut
  }
}

/**
 * The view that an address asks for; what it does not name, or names in vain, is as usual.
 * @param {string} hash
 * @returns {View}
 */
export function viewIn(hash) {
  const view = usualView();
  for (const pair of hash.replace(/^#/, '').split('&')) {
    const [name, ...value] = pair.split('=');
    if (Object.hasOwn(USUAL_VIEW, name)) {
      view[/** @type {keyof View} */ (name)] = decodedText(value.join('='));
    }
  }
  return view;
}

/** Keeps the view in the address bar. */
export class AddressBar {
  /** @param {(view: View) => void} changed by the keys for back and forth, or by hand */
  constructor(changed) {
    this.last = location.hash;
    const look = () => {
      if (location.hash === this.last) return;
      this.last = location.hash;
      changed(viewIn(location.hash));
    };
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
  }

  /** @returns {View} */
  read() {
    return viewIn(location.hash);
  }

  /**
   * @param {View} view
   * @param {boolean} step whether the key for back leads to the view before
   */
  write(view, step) {
    const address = addressOf(view);
    if (address === this.last || (address === '#' && this.last === '')) return;
    this.last = address === '#' ? '' : address;
    try {
      history[step ? 'pushState' : 'replaceState'](null, '', address);
      this.last = location.hash;
    } catch {
      // Browsers limit how often; the next change writes again.
    }
  }
}
