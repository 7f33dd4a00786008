// What a reader sees and does: one view of the vectors, which the parts of the page show and
// change.

import {AskPanel} from './ask.js';
import {AxesView} from './axes.js';
import {ComparePanel} from './compare.js';
import {make, part, showTab} from './dom.js';
import {Header} from './header.js';
import {ListView} from './list.js';
import {clusterNames, listOf} from './lists.js';
import {parseMap} from './map_data.js';
import {WordPanel} from './panel.js';
import {quoted, shown} from './shown.js';
import {AnswerError, wasGivenUp} from './source.js';
import {Stage} from './stage.js';
import {AddressBar} from './state.js';
import {bindTools} from './tools.js';
import {MapWatch} from './watch.js';
import {Words, beginningWith} from './words.js';

/** @typedef {import('./state.js').View} View */

const GONE = 'The program that answers has stopped: start hogvec-explore again and open the ' +
    'address that it prints. The map and the list of words stay usable.';

export class App {
  /**
   * @param {import('./source.js').Source} source
   * @param {import('./source.js').About} about
   */
  constructor(source, about) {
    this.source = source;
    this.about = about;
    /** @type {Words | null} */
    this.words = null;
    /** @type {import('./map_data.js').MapData | null} */
    this.data = null;
    /** @type {string[]} */
    this.clusters = [];
    /** @type {number | undefined} */
    this.id = undefined;  // of the chosen word, if it is known
    this.isGone = false;
    this.keepsPlace = false;  // the map does not move to the next chosen word
    /** @type {AbortController | null} */
    this.asking = null;
    this.bar = new AddressBar((view) => this.go(view));
    this.view = this.bar.read();
    this.watch = new MapWatch(this);
    this.header = new Header(this);
    this.stage = new Stage(this);
    this.panel = new WordPanel(part('panel-near'), this);
    this.ask = new AskPanel(part('panel-ask'), this);
    this.compare = new ComparePanel(part('panel-compare'), this);
    this.axes = new AxesView(part('stage-axes'), this);
    this.listView = new ListView(part('stage-list'), this);
    bindTools(this);
  }

  async start() {
    if (!this.stage.map.works && !location.hash.includes('s=')) this.view.s = 'list';
    this.showStage();  // the words of a large model take a while
    this.showPanel();
    this.header.show();
    await this.openModel();
    this.keepsPlace = this.view.v !== '';
    this.apply(null);
    if (this.view.v) this.stage.setView(this.view.v);
    if (!this.about.file) this.watch.poll();
  }

  /** The number of the chosen model. */
  get m() {
    const m = Number(this.view.m);
    return this.about.models[m] ? m : 0;
  }

  model() { return this.about.models[this.m]; }
  hasCounts() { return this.model().counts; }

  async openModel() {
    const m = this.m;
    try {
      const words = new Words(await this.source.words(m));
      if (m !== this.m) return;
      this.words = words;
      this.stage.setWords(words);
      await this.fetchMap(false);
    } catch (error) {
      this.heard(error);
    }
  }

  /** @param {boolean} glide whether points move from where they are */
  async fetchMap(glide) {
    const m = this.m;
    this.watch.asked = this.model().map.version;
    const data = parseMap(await this.source.map(m));
    if (m !== this.m || !this.words) return;
    this.data = data;
    this.clusters = data.finished ? clusterNames(this.words, data) : [];
    this.stage.setMap(data, glide);
  }

  /** @param {number | undefined} cluster */
  clusterName(cluster) {
    return cluster === undefined ? '\u2013' : this.clusters[cluster] ?? String(cluster + 1);
  }

  /**
   * Changes the view.
   * @param {Partial<View>} changes
   * @param {boolean} [step] whether the key for back leads to the view before
   */
  set(changes, step = true) {
    const before = this.view;
    this.view = {...before, ...changes};
    this.bar.write(this.view, step);
    this.apply(before);
  }

  /**
   * Shows a view from the address.
   * @param {View} view
   */
  go(view) {
    const before = this.view;
    this.view = view;
    this.id = undefined;
    this.keepsPlace = view.v !== '';
    this.apply(before);
    if (view.v !== before.v) this.stage.setView(view.v);
  }

  /**
   * Shows what differs from the view before.
   * @param {View | null} before
   */
  async apply(before) {
    const {view} = this;
    const differs = (/** @type {(keyof View)[]} */ ...names) =>
      !before || names.some((name) => before[name] !== view[name]);
    if (differs('s')) this.showStage();
    if (differs('tab')) this.showPanel();
    if (before && differs('m')) await this.openModel();
    if (differs('m')) this.header.show();
    if (differs('w', 'k', 'm')) this.showWord();
    if (differs('c', 'm')) this.stage.buildTools();
    if (differs('c')) this.stage.showColours();
    if (differs('n', 'm')) this.stage.showLimit();
    this.showRest();
  }

  showStage() {
    const s = ['axes', 'list'].includes(this.view.s) ? this.view.s : 'map';
    showTab(part('stage-tabs'), s);
    part('map-tools').hidden = s !== 'map';
    if (s === 'map') this.stage.map.resize();
  }

  showPanel() {
    const allowed = this.about.models.length > 1 ? ['ask', 'compare'] : ['ask'];
    showTab(part('panel-tabs'), allowed.includes(this.view.tab) ? this.view.tab : 'near');
  }

  /** What is shown only if it is asked for. */
  showRest() {
    if (this.view.s === 'list') this.listView.show();
    if (this.view.s === 'axes') this.axes.show();
    if (this.view.tab === 'ask') this.ask.show();
    if (this.view.tab === 'compare' && this.about.models.length > 1) this.compare.show();
  }

  /** @param {string} word @param {number} [id] @param {boolean} [fromMap] */
  choose(word, id, fromMap = false) {
    const same = word === this.view.w;
    this.id = id;
    this.keepsPlace = fromMap;
    this.set({w: word, tab: this.view.tab === 'ask' && word ? 'near' : this.view.tab});
    if (same) this.showWord();
  }

  /** @param {number} id @param {boolean} [fromMap] */
  chooseId(id, fromMap = false) {
    if (this.words) this.choose(this.words.word(id), id, fromMap);
  }

  async showWord() {
    this.asking?.abort();
    const {w, k, m} = this.view;
    const title = [shown(w), shown(this.model().name), 'hogvec-explore'];
    document.title = title.filter(Boolean).join(' - ');
    if (!w) {
      this.panel.clear();
      return this.stage.choose(-1, [], '');
    }
    const {signal} = this.asking = new AbortController();
    this.panel.wait(w);
    try {
      const which = this.id === undefined ? {w} : {i: this.id};
      const found = await this.source.near({...which, k, m}, signal);
      this.showNearest(w, found);
    } catch (error) {
      if (wasGivenUp(error)) return;
      this.panel.fail(w, error);
      this.stage.choose(-1, [], '');
      this.heard(error);
    }
  }

  /** @param {string} word @param {import('./source.js').Nearest} found */
  showNearest(word, found) {
    this.panel.show(word, found);
    this.stage.choose(found.id ?? -1, found.answers, word);
    if (found.id !== undefined && !this.keepsPlace) this.stage.showWord(found.id);
    this.keepsPlace = false;
    const first = found.answers[0];
    this.say(`${quoted(word)}: ${found.answers.length} neighbours` +
        (first ? `, nearest ${quoted(first.word)}.` : '.'));
  }

  /** @param {number} id */
  showOnMap(id) {
    this.set({s: 'map'});
    this.stage.showWord(id, true);
  }

  /** @param {number[]} ids */
  fitOnMap(ids) {
    this.set({s: 'map'});
    this.stage.map.mark(ids);
    this.stage.map.fit(ids);
  }

  /**
   * An answer of the program; once it has gone, one of the words that are here.
   * @template T
   * @param {Promise<T>} answer
   * @param {(words: Words) => T} otherwise
   */
  async orElse(answer, otherwise) {
    try {
      return await answer;
    } catch (error) {
      if (!this.heard(error) || !this.words) throw error;
      return otherwise(this.words);
    }
  }

  /** @param {import('./source.js').Params} params @param {AbortSignal} signal */
  list(params, signal) {
    return this.orElse(this.source.list(params, signal),
        (words) => listOf(words, this.data, null, params));
  }

  /** @param {string} q @param {number} k @param {AbortSignal} signal */
  complete(q, k, signal) {
    return this.orElse(this.source.complete({q, k, m: this.view.m}, signal),
        (words) => beginningWith(words, q, k));
  }

  /**
   * Takes note of an error; whether it is that nobody answers.
   * @param {unknown} error
   */
  heard(error) {
    if (!(error instanceof AnswerError) || error.status !== 0) return false;
    this.isGone = true;
    this.warn('gone', GONE);
    return true;
  }

  /**
   * Speaks to a screen reader.
   * @param {string} text
   */
  say(text) {
    const live = part('live');
    live.textContent = live.textContent === text ? text + '\u00a0' : text;
  }

  /**
   * Shows a sentence over the page, or takes it back.
   * @param {string} key
   * @param {string} text
   */
  warn(key, text) {
    const id = `warning-${key}`;
    const there = document.getElementById(id);
    if (!text) there?.remove();
    else if (there) there.textContent = text;
    else part('warnings').append(make('p', {id}, text));
  }
}
