// What is there all the time: tabs, the search box, links that go past what comes before.

import {bindTabs, part} from './dom.js';
import {SearchBox} from './search.js';

/** @typedef {import('./explorer.js').App} ToolsApp */

/**
 * A link that moves the focus; its address would take the place of the view.
 * @param {string} link
 * @param {string} to
 * @param {() => void} act
 */
function bindSkip(link, to, act) {
  part(link).addEventListener('click', (event) => {
    event.preventDefault();
    act();
    part(to).focus();
  });
}

/** @param {ToolsApp} app */
export function bindTools(app) {
  bindTabs(part('stage-tabs'), (s) => app.set({s}));
  bindTabs(part('panel-tabs'), (tab) => app.set({tab}));
  part('tab-compare').hidden = app.about.models.length < 2;
  new SearchBox(/** @type {HTMLInputElement} */ (part('search-input')), part('search-list'), {
    complete: (q, k, signal) => app.complete(q, k, signal),
    choose: (word, id) => app.choose(word, id),
    say: (text) => app.say(text),
    mark: (ids) => app.stage.map.mark(ids),
  });
  bindSkip('skip-list', 'all-words', () => app.set({s: 'list'}));
  bindSkip('skip-word', 'word-panel', () => {});
}
