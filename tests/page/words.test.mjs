// The words of a model in one buffer.

import assert from 'node:assert/strict';
import test from 'node:test';

import {completeFrom, editDistance, spelledLike} from '../../src/page/spelling.js';
import {Words} from '../../src/page/words.js';
import {wordBytes} from './made.mjs';

const words = new Words(wordBytes(
    ['the', 'then', '__proto__', '\u6771\u4eac', 'thesis', '', 'constructor', 'th'],
    [80, 70, 60, 50, 40, 30, 20, 10]));

test('words and counts are read by id', () => {
  assert.equal(words.size, 8);
  assert.equal(words.word(3), '\u6771\u4eac');
  assert.equal(words.word(5), '');
  assert.equal(words.count(4), 40);
  assert.equal(words.hasCounts, true);
});

test('words are found, whatever they are', () => {
  for (let id = 0; id < words.size; ++id) assert.equal(words.find(words.word(id)), id);
  assert.equal(words.find('toString'), -1);
});

test('of equal words the first is found', () => {
  assert.equal(new Words(wordBytes(['a', 'b', 'a'], null)).find('a'), 0);
});

test('bytes that are no UTF-8 are shown as replacement characters', () => {
  assert.equal(new Words(wordBytes([Uint8Array.of(0x61, 0xff)], null)).word(0), 'a\ufffd');
});

test('there may be no words and no counts', () => {
  const none = new Words(wordBytes([], null));
  assert.equal(none.size, 0);
  assert.equal(none.find(''), -1);
  assert.equal(new Words(wordBytes(['a'], null)).count(0), 0);
});

test('other bytes are refused', () => {
  assert.throws(() => new Words(new ArrayBuffer(4)), /no words/);
  assert.throws(() => new Words(new ArrayBuffer(64)), /no words/);
});

test('completion gives the words that begin so, most frequent first', () => {
  const found = completeFrom(words, 'the', 2);
  assert.deepEqual(found.words.map((w) => w.word), ['the', 'then']);
  assert.equal(found.total, 3);
  assert.equal(found.spelling, false);
});

test('a beginning never runs into the next word', () => {
  assert.equal(completeFrom(words, 'thethen', 5).spelling, true);
});

test('where no word begins so, words of similar spelling are given', () => {
  const found = completeFrom(words, 'thsis', 3);
  assert.equal(found.spelling, true);
  assert.equal(found.words[0].word, 'thesis');
});

test('similar spellings come nearest first, then by frequency', () => {
  assert.deepEqual(spelledLike(words, 'thn', 5).map((id) => words.word(id)),
      ['then', 'th', 'the'].sort((a, b) => editDistance('thn', a, 2) - editDistance('thn', b, 2) ||
        words.find(a) - words.find(b)));
});

test('the edit distance counts swaps once and stops at its limit', () => {
  assert.equal(editDistance('king', 'king', 2), 0);
  assert.equal(editDistance('king', 'kign', 2), 1);
  assert.equal(editDistance('king', 'kng', 2), 1);
  assert.equal(editDistance('king', 'kingdom', 2), 3);
  assert.equal(editDistance('abc', 'xyz', 2), 3);
});
