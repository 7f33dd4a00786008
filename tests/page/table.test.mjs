// Tables as files, their order, and what else is computed for tables.

import assert from 'node:assert/strict';
import test from 'node:test';

import {comparedRows} from '../../src/page/compare.js';
import {clustersOf, listOf} from '../../src/page/lists.js';
import {parseMap} from '../../src/page/map_data.js';
import {csvOf, fileName, jsonOf} from '../../src/page/save.js';
import {compareValues} from '../../src/page/table.js';
import {Words} from '../../src/page/words.js';
import {fewParts} from './made.mjs';

test('fields of CSV are quoted where RFC 4180 asks for it, and lines end with CR and LF', () => {
  const rows = [['a,b', 1], ['say "so"', 0.5], ['two\nlines', null], [' x', NaN]];
  assert.equal(csvOf(['word', 'n'], rows),
      'word,n\r\n"a,b",1\r\n"say ""so""",0.5\r\n"two\nlines",\r\n" x",NaN\r\n');
});

test('a table without rows has its names still', () => {
  assert.equal(csvOf(['word'], []), 'word\r\n');
  assert.deepEqual(JSON.parse(jsonOf(['word'], [])), []);
});

test('JSON keeps numbers as they are, and names whatever they are', () => {
  const text = jsonOf(['word', '__proto__'], [['a', 0.1234567891234], ['b', undefined]]);
  assert.equal(text, '[\n {\n  "word": "a",\n  "__proto__": 0.1234567891234\n },\n' +
      ' {\n  "word": "b",\n  "__proto__": null\n }\n]\n');
});

test('names of files hold no path and nothing hidden', () => {
  assert.equal(fileName('near-../../etc/passwd'), 'near-.._.._etc_passwd');
  assert.equal(fileName('../..'), 'hogvec');
  assert.equal(fileName('near-a b'), 'near-a_b');
  assert.equal(fileName('x'.repeat(200)).length, 60);
});

test('numbers are sorted from large to small, texts from A to Z, what is missing last', () => {
  assert.deepEqual([1, null, 3, NaN, 2].sort(compareValues).slice(0, 3), [3, 2, 1]);
  assert.deepEqual(['b', 'a', null, 'c'].sort(compareValues), ['a', 'b', 'c', null]);
});

const parts = fewParts();
const words = new Words(parts.get('words-0'));
const map = parseMap(parts.get('map-0'));

test('the list is sorted by what is asked for', () => {
  const order = (sort) =>
    listOf(words, map, Float32Array.of(1, 2, 3, 4, 5, 6), {sort}).rows.map((row) => row.id);
  assert.deepEqual(order('frequency'), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(order('word'), [5, 4, 0, 2, 1, 3]);
  assert.deepEqual(order('hubs'), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(order('trust'), [1, 0, 4, 2, 3, 5]);
  assert.deepEqual(order('norm'), [5, 4, 3, 2, 1, 0]);
});

test('the list has pages, and says how many words there are', () => {
  const page = listOf(words, map, null, {from: 4, k: 10});
  assert.equal(page.total, 6);
  assert.deepEqual(page.rows.map((row) => row.word), ['car', '__proto__']);
  assert.equal(page.rows[0].trust, 10);
  assert.equal(page.rows[1].trust, null);
});

test('the list needs no map', () => {
  assert.equal(listOf(words, null, null, {sort: 'hubs', k: 1}).rows[0].hub, undefined);
});

test('clusters have their sizes and most frequent words', () => {
  assert.deepEqual(clustersOf(words, map).clusters[1],
      {id: 1, size: 2, words: ['man', 'woman']});
});

test('neighbours that several models have are counted', () => {
  const rows = comparedRows({query: ['x'], shared: [], cosine: [], models: [
    {name: 'a', answers: [{word: 'p', similarity: 1, id: 0},
      {word: '__proto__', similarity: 0, id: 1}]},
    {name: 'b', answers: [{word: '__proto__', similarity: 1, id: 4}]}, {name: 'c', error: 'no'}]});
  assert.deepEqual(rows, [
    {rank: 1, cells: [{word: 'p', shared: 1}, {word: '__proto__', shared: 2}, null]},
    {rank: 2, cells: [{word: '__proto__', shared: 2}, null, null]}]);
});
