// The head of the page: which model, how good its map is, how far it is, dark or light.

import {labelledSelect, make, part} from './dom.js';
import {numberText, percentText, shown} from './shown.js';

/** @typedef {import('./explorer.js').App} HeadApp */

/**
 * The figures of a map, each with what it means.
 * @param {import('./source.js').Quality} quality
 * @returns {[string, string, string][]} name, value, sentence
 */
export function qualityTexts({recall, trustworthiness, triplets}) {
  return [
    ['Recall', numberText(recall, 2), `Of a word's ten nearest words, ${percentText(recall)} are ` +
      'among its ten nearest on the map, on average. So words that lie apart here may be near ' +
      'in the full space: the list of neighbours is right, the map an overview.'],
    ['Trustworthiness', numberText(trustworthiness, 2), 'How seldom words lie side by side on ' +
      'the map that are far apart in the full space. 1 is never; maps of words reach 0.9 to 0.98.'],
    ['Triplets', numberText(triplets, 2), 'Of random triples of words, the map has the nearer of ' +
      `two words nearer in ${percentText(triplets)}; 50\u00a0% would be chance. Far distances ` +
      'are kept that well.'],
  ];
}

/**
 * How far a map is, as a sentence.
 * @param {import('./source.js').MapProgress} map
 */
export function progressText({phase, done, seconds_left: left}) {
  const share = done ? `, ${percentText(done)}` : '';
  const time = left ? `, about ${numberText(Math.max(1, Math.round(left)))} s left` : '';
  return `Making the map: ${phase || 'starting'}${share}${time}.`;
}

export class Header {
  /** @param {HeadApp} app */
  constructor(app) {
    this.app = app;
    this.made = '';
    this.bar = make('progress', {max: 1, 'aria-label': 'The map in the making'});
    this.state = make('span');
    part('progress').replaceChildren(this.bar, this.state);
    part('theme').replaceChildren(labelledSelect('Theme',
        [['', 'system'], ['light', 'light'], ['dark', 'dark']], this.setTheme(),
        (theme) => this.setTheme(theme)));
    document.addEventListener('click', (event) => this.closeFigures(event.target));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.closeFigures(null);
    });
  }

  /** @param {EventTarget | null} but the one around this */
  closeFigures(but) {
    for (const figure of part('quality').querySelectorAll('details')) {
      if (!(but instanceof Node && figure.contains(but))) figure.open = false;
    }
  }

  /** @param {string} [theme] the one that was set before if it is left out */
  setTheme(theme) {
    const {dataset} = document.documentElement;
    try {
      dataset.theme = theme ?? localStorage.getItem('hogvec-theme') ?? '';
      localStorage.setItem('hogvec-theme', dataset.theme);
    } catch {
      dataset.theme = theme ?? '';  // the browser keeps nothing for this page
    }
    return dataset.theme;
  }

  show() {
    const {app} = this;
    const {map, name, words, dim, subwords} = app.model();
    this.showProgress(map);
    const made = JSON.stringify([app.view.m, name, map.quality]);
    if (made === this.made) return;
    this.made = made;
    part('model-name').replaceChildren(make('bdi', {}, shown(name)));
    part('model-size').textContent = `${numberText(words)} words, ${numberText(dim)} dimensions` +
        (subwords ? ', subwords' : '');
    this.showModels();
    part('quality').replaceChildren(...map.quality ? qualityTexts(map.quality).map((texts) =>
      this.figure(...texts)) : []);
  }

  /** @param {string} name @param {string} value @param {string} sentence */
  figure(name, value, sentence) {
    return make('details', {class: 'figure'},
        make('summary', {}, make('span', {}, name), ' ', make('strong', {}, value)),
        make('p', {}, sentence));
  }

  showModels() {
    const {models} = this.app.about;
    part('model-choice').replaceChildren(...models.length > 1 ? [labelledSelect('Map of',
        models.map(({name}, m) => [String(m), shown(name)]), this.app.view.m,
        (m) => this.app.set({m}))] : []);
  }

  /** @param {import('./source.js').MapProgress} map */
  showProgress(map) {
    const making = map.state === 'first' || map.state === 'making';
    part('progress').hidden = !making;
    if (making) {
      if (map.done) this.bar.value = map.done; else this.bar.removeAttribute('value');
      this.state.textContent = progressText(map);
    }
    const why = map.fault ? `: ${shown(map.fault)}` : '';
    this.app.warn('failed', map.state !== 'failed' ? '' : `The map could not be made${why}. What ` +
        'is drawn are two principal components; neighbours and the list are not affected.');
  }
}
