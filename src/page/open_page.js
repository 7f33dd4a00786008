// Opens the page on a source of answers.

import {make, part} from './dom.js';
import {App} from './explorer.js';

/** @param {import('./source.js').Source} source */
export async function openPage(source) {
  try {
    const app = new App(source, await source.about());
    Object.assign(globalThis, {hogvecPage: app});  // for tests
    await app.start();
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    part('warnings').append(make('p', {}, `The page could not be opened: ${sentence}`));
  }
}
