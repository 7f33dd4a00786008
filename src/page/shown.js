// Words come from files, and may hold anything: these are the ways in which they get into the page.

// Characters that show nothing or turn the text around them: control, bidi, other invisible ones.
// The joiners of Persian and of Indian scripts (U+200C, U+200D) are letters to them, and stay.
const INVISIBLE = new RegExp('[\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160' +
    '\\u180e\\u2000-\\u200b\\u200e\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff' +
    '\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}\\p{Cs}\\p{Cn}]', 'gu');

const MOST_SHOWN = 60;  // code points of one word

/**
 * A word with what can't be seen in it written out, "\u{202e}", and cut if it is very long.
 * @param {string} word
 * @returns {string}
 */
export function shown(word) {
  const points = [...word];
  const kept = points.length > MOST_SHOWN ? points.slice(0, MOST_SHOWN).join('') + '\u2026' : word;
  const visible = kept.replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  // A mark needs something to stand on, or it would change the letter before the word.
  return /^\p{M}/u.test(visible) ? '\u25cc' + visible : visible;
}

/**
 * Quotes for a word in a sentence of plain text; isolates keep its direction to itself.
 * @param {string} word
 */
export function quoted(word) {
  return `\u201c\u2068${shown(word)}\u2069\u201d`;
}

/**
 * The words of a line, separated by white space; one that holds such is in double quotes, with its
 * own ones doubled, as in hogvec-query.
 * @param {string} line
 * @returns {string[]}
 */
export function wordsOf(line) {
  const words = line.match(/"(?:[^"]|"")*"(?=[ \t\v\f\r\n]|$)|[^ \t\v\f\r\n]+/g) ?? [];
  return words.map((word) => /^".*([ \t\v\f\r\n]|"").*"$/s.test(word) ?
      word.slice(1, -1).replaceAll('""', '"') : word);
}

/**
 * A word as wordsOf reads it.
 * @param {string} word
 */
export function typed(word) {
  return /[ \t\v\f\r\n]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word;
}

/**
 * @param {number} value
 * @param {number} [digits] after the point
 */
export function numberText(value, digits = 0) {
  if (!Number.isFinite(value)) return '\u2013';
  return value.toLocaleString('en-GB',
      {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

/** @param {number} share from 0 to 1 */
export function percentText(share) {
  return `${numberText(share * 100, share > 0 && share < 0.095 ? 1 : 0)}\u00a0%`;
}
