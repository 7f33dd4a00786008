// Dark or light, and the few colours that are not of points.

/** @typedef {{paper: string, text: string, muted: string, line: string, near: string, far: string,
 * hit: string}} Theme  colours as #rrggbb */

/** @type {Theme} */
const LIGHT = {
  paper: '#faf8f4', text: '#23262b', muted: '#646a73', line: '#d8d4cc', near: '#1560a8',
  far: '#a84a00', hit: '#8a1c6a',
};
/** @type {Theme} */
const DARK = {
  paper: '#14171c', text: '#eceef1', muted: '#98a0ab', line: '#343a44', near: '#7cc0ff',
  far: '#ffb269', hit: '#f19be0',
};

/** @param {boolean} dark */
export function themeOf(dark) {
  return dark ? DARK : LIGHT;
}

/** What data-theme of the document says ("dark" or "light"), or else the system. */
export function isDark() {
  const set = document.documentElement.dataset.theme;
  if (set === 'dark' || set === 'light') return set === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

export function lessMotion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Calls `changed` whenever the theme may be another.
 * @param {() => void} changed */
export function watchTheme(changed) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {attributeFilter: ['data-theme']});
}

/** Calls `changed` whenever an element has another size, in CSS pixels or in those of the device:
 * after zooming the page, or on another screen.
 * @param {HTMLElement} element @param {() => void} changed */
export function watchSize(element, changed) {
  const observer = new ResizeObserver(changed);
  try {
    observer.observe(element, {box: 'device-pixel-content-box'});
  } catch {
    observer.observe(element);
  }
  addEventListener('resize', changed);
}
