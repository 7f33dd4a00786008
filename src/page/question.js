// A question of a part of the page: a new one takes the place of the one before, and what goes
// wrong is said where its answer would be.

import {faultNode} from './panel.js';
import {wasGivenUp} from './source.js';

export class Question {
  /** @param {import('./explorer.js').App} app */
  constructor(app) {
    this.app = app;
    /** @type {AbortController | null} */
    this.asking = null;
  }

  /**
   * @param {HTMLElement} host gets the fault
   * @param {(signal: AbortSignal) => Promise<void>} act asks, and shows the answer
   */
  async run(host, act) {
    this.asking?.abort();
    const {signal} = this.asking = new AbortController();
    host.setAttribute('aria-busy', 'true');
    try {
      await act(signal);
    } catch (error) {
      if (signal.aborted || wasGivenUp(error)) return;
      host.replaceChildren(faultNode(error, (word) => this.app.choose(word)));
      this.app.heard(error);
    }
    if (!signal.aborted) host.removeAttribute('aria-busy');
  }
}
