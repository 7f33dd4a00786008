// Looks how far the map is, and whether the program is still there.

const POLL_MS = {making: 1000, gone: 3000, ready: 5000};

export class MapWatch {
  /** @param {import('./explorer.js').App} app */
  constructor(app) {
    this.app = app;
    this.asked = 0;  // the newest version of the map that was asked for
  }

  async poll() {
    const {app} = this;
    for (;;) {
      const making = ['first', 'making'].includes(app.model().map.state);
      const pause = app.isGone ? POLL_MS.gone : making ? POLL_MS.making : POLL_MS.ready;
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        app.about = await app.source.about();
        app.isGone = false;
        app.warn('gone', '');
        await this.heed();
      } catch (error) {
        app.heard(error);
      }
    }
  }

  /** Shows what is new of the map. */
  async heed() {
    const {app} = this;
    app.header.show();
    app.stage.checkWorks();
    if (!app.words) return app.openModel();
    const {version, state} = app.model().map;
    const wasFinished = app.data?.finished ?? false;
    if (version <= this.asked && (state !== 'ready' || wasFinished)) return;
    await app.fetchMap(app.data !== null);
    if (!app.data?.finished || wasFinished) return;
    app.say('The map is ready.');
    app.showWord();
    if (app.view.s === 'list') app.listView.show(true);
  }
}
