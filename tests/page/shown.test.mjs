// Words as text that can do no harm.

import assert from 'node:assert/strict';
import test from 'node:test';

import {numberText, percentText, quoted, shown, typed, wordsOf} from '../../src/page/shown.js';

test('control and bidi characters are written out', () => {
  assert.equal(shown('a\u202eb'), 'a\\u{202e}b');
  assert.equal(shown('n\0ul\n'), 'n\\u{0}ul\\u{a}');
  assert.equal(shown('\u200e\u2066\ufeff\u00ad'), '\\u{200e}\\u{2066}\\u{feff}\\u{ad}');
  assert.equal(shown('\u{e0041}'), '\\u{e0041}');
});

test('half a surrogate pair is written out', () => {
  assert.equal(shown('a\ud800'), 'a\\u{d800}');
});

test('ordinary words stay as they are', () => {
  for (const word of ['king', '\u6771\u4eac', '\u0645\u0631\u062d\u0628\u0627', '<b>&amp;',
    'e\u0301', '\ud83d\ude00', 'don\u2019t',
    '\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645']) {
    assert.equal(shown(word), word);
  }
});

test('a mark without a letter gets a dotted circle', () => {
  assert.equal(shown('\u0301x'), '\u25cc\u0301x');
});

test('a long word is cut between characters', () => {
  assert.equal(shown('\ud83d\ude00'.repeat(100)), '\ud83d\ude00'.repeat(60) + '\u2026');
  assert.equal(shown('x'.repeat(60)), 'x'.repeat(60));
});

test('a quoted word keeps its direction to itself', () => {
  assert.equal(quoted('a'), '\u201c\u2068a\u2069\u201d');
});

test('words of a line are separated by white space', () => {
  assert.deepEqual(wordsOf('  king \t man\nwoman '), ['king', 'man', 'woman']);
  assert.deepEqual(wordsOf(''), []);
});

test('a word in double quotes may hold white space and quotes', () => {
  assert.deepEqual(wordsOf('". . ." x'), ['. . .', 'x']);
  assert.deepEqual(wordsOf('"say ""so""" x'), ['say "so"', 'x']);
});

test('quotes around anything else are part of the word', () => {
  assert.deepEqual(wordsOf('"king" " a"b'), ['"king"', '"', 'a"b']);
});

test('a word reads back as it was typed', () => {
  for (const word of ['king', 'a b', 'a "b" c', '"', '"x"']) {
    assert.deepEqual(wordsOf(typed(word)), [word]);
  }
});

test('numbers have separators, and what is no number a dash', () => {
  assert.equal(numberText(1234567), '1,234,567');
  assert.equal(numberText(0.5, 2), '0.50');
  assert.equal(numberText(NaN), '\u2013');
  assert.equal(percentText(0.4), '40\u00a0%');
  assert.equal(percentText(0.043), '4.3\u00a0%');
  assert.equal(percentText(0), '0\u00a0%');
});
