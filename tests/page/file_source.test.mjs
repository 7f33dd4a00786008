// Answers of a map that was saved as one file.

import assert from 'node:assert/strict';
import test from 'node:test';

import {mapRanks} from '../../src/page/file_model.js';
import {FileSource} from '../../src/page/file_source.js';
import {parseSum} from '../../src/page/sum.js';
import {fewParts} from './made.mjs';

function fewSource() {
  const parts = fewParts();
  return new FileSource(async (name) => {
    const bytes = parts.get(name);
    if (!bytes) throw new Error(`no part ${name}`);
    return bytes;
  });
}

const wordsOfAnswers = (found) => found.answers.map((answer) => answer.word);

test('neighbours kept in the file are given as they are', async () => {
  const found = await fewSource().near({w: 'king', k: 2});
  assert.deepEqual(wordsOfAnswers(found), ['queen', 'man']);
  assert.deepEqual(found.answers.map((answer) => +answer.similarity.toFixed(4)), [0.8, 0.4449]);
  assert.equal(found.id, 0);
  assert.equal(found.count, 60);
  assert.equal(found.hub, 5);
  assert.equal(found.map_recall, 0.4);
});

test('more neighbours than are kept are found by the rows', async () => {
  const found = await fewSource().near({w: 'king', k: 4});
  assert.deepEqual(wordsOfAnswers(found), ['queen', 'man', 'woman', 'car']);
  assert.ok(Math.abs(found.answers[0].similarity - 0.8) < 0.01);
});

test('a place on the map is counted from 1 among all words', async () => {
  const found = await fewSource().near({w: 'king', k: 2});
  assert.deepEqual(found.answers.map((answer) => answer.map_rank), [1, 3]);
  assert.ok(found.answers.every((answer) => answer.near));  // the first ten are always near
});

test('places on the map agree with counting one by one', () => {
  const xy = Float32Array.from({length: 200}, (_, i) => Math.sin(i * i * 12.9898) % 1);
  const ids = [5, 17, 40, 99, 63];
  const far = (id) => Math.hypot(xy[2 * id] - xy[14], xy[2 * id + 1] - xy[15]);
  const counted = ids.map((id) => 1 + Array.from({length: 100}, (_, other) => other)
      .filter((other) => other !== 7 && far(other) < far(id)).length);
  assert.deepEqual(mapRanks(xy, 7, ids), counted);
});

test('words at the same place share it', () => {
  assert.deepEqual(mapRanks(Float32Array.of(0, 0, 1, 0, 1, 0, 0.5, 0), 0, [1, 2, 3]), [2, 2, 1]);
});

test('a word may be asked for by its id', async () => {
  assert.deepEqual((await fewSource().near({i: 5, k: 1})).query, ['__proto__']);
});

test('an unknown word is an error with similar spellings', async () => {
  await assert.rejects(fewSource().near({w: 'kin', k: 3}),
      (error) => error.status === 404 && error.near[0] === 'king');
  await assert.rejects(fewSource().ask({q: 'king - mann'}), (error) => error.near.includes('man'));
});

test('a sum of words leaves these out of the answers', async () => {
  const found = await fewSource().ask({q: 'king - man + woman', k: 2});
  assert.equal(found.answers[0].word, 'queen');
  assert.ok(!wordsOfAnswers(found).includes('king'));
});

test('an analogy by either rule finds the queen', async () => {
  for (const rule of ['add', 'mul']) {
    const found = await fewSource().analogy({a: 'man', b: 'king', c: 'woman', rule, k: 1});
    assert.deepEqual(wordsOfAnswers(found), ['queen']);
  }
});

test('the products of 3CosMul are those of the paper', async () => {
  const found = await fewSource().analogy({a: 'man', b: 'king', c: 'woman', rule: 'mul', k: 1});
  const s = (a, b) => (1 + a.reduce((sum, x, i) => sum + x * b[i], 0) /
      Math.hypot(...a) / Math.hypot(...b)) / 2;
  const [king, queen, man, woman] = [[1, 0, 2, 0], [0, 1, 2, 0], [1, 0, 0, 0.1], [0, 1, 0, 0.1]];
  const exact = s(queen, king) * s(queen, woman) / (s(queen, man) + 0.001);
  assert.ok(Math.abs(found.answers[0].similarity - exact) < 0.01);
});

test('the word between two is nearest to both', async () => {
  const found = await fewSource().between({w: ['man', 'woman'], k: 1});
  assert.ok(['king', 'queen'].includes(found.answers[0].word));
});

test('the word that does not belong is found', async () => {
  assert.equal((await fewSource().odd({w: ['king', 'queen', 'car']})).odd, 'car');
});

test('a matrix has ones where a word meets itself, and is symmetric', async () => {
  const {words, similarities} = await fewSource().matrix({w: ['king', 'queen', 'car']});
  assert.deepEqual(words, ['king', 'queen', 'car']);
  assert.equal(similarities[1][1], 1);
  assert.ok(Math.abs(similarities[0][1] - similarities[1][0]) < 0.01);
});

test('an axis has its words at its ends', async () => {
  const found = await fewSource().axes({x: 'man:woman', y: ':frequency', top: 4});
  assert.deepEqual(found.x, {name: 'man : woman', low: 'man', high: 'woman'});
  const at = new Map(found.points.map((point) => [point.word, point]));
  assert.ok(at.get('man').x < at.get('king').x && at.get('queen').x < at.get('woman').x);
  assert.equal(at.get('king').y, Math.log10(60));
  assert.equal(found.points.length, 4);
});

test('axes are drawn of given words', async () => {
  const found = await fewSource().axes({x: ':hubs', y: ':norm', w: ['car', 'king']});
  assert.deepEqual(found.points.map(({word, x}) => [word, x]), [['car', 1], ['king', 5]]);
  assert.ok(Math.abs(found.points[0].y - 3) < 1e-6);
});

test('what is no axis is an error', async () => {
  await assert.rejects(fewSource().axes({x: 'man', y: ':norm'}), /two words/);
});

test('a list and clusters come from the map', async () => {
  assert.equal((await fewSource().list({sort: 'hubs', k: 1})).rows[0].word, 'king');
  assert.equal((await fewSource().clusters({})).clusters.length, 3);
});

test('models are compared word by word', async () => {
  const found = await fewSource().compare({w: 'king', k: 1});
  assert.deepEqual(found.models.map(({name}) => name), ['a.bin', 'b.bin']);
  assert.deepEqual(found.models.map(wordsOfAnswers), [['queen'], ['man']]);
  assert.equal(found.shared[0][1], 0);
  assert.equal((await fewSource().compare({w: 'king', k: 2})).shared[0][1], 1);
  assert.ok(found.cosine[1] > 0.99);
});

test('the word that changed most comes first', async () => {
  const found = await fewSource().changed({a: 0, b: 1, k: 2, least: 15});
  assert.equal(found.answers[0].word, 'man');
  assert.equal(found.shared_words, 6);
});

test('a damaged part is an error', async () => {
  const parts = fewParts();
  parts.set('rows-0', new ArrayBuffer(64));
  const source = new FileSource(async (name) => parts.get(name));
  await assert.rejects(source.near({w: 'king'}), /damaged/);
});

test('sums are read as hogvec-query reads them', () => {
  const known = (word) => word === '-ly';
  const read = (text) => parseSum(text.split(' '), known).map(({weight, word}) => [weight, word]);
  assert.deepEqual(read('king - man + woman'), [[1, 'king'], [-1, 'man'], [1, 'woman']]);
  assert.deepEqual(read('king -man +2*woman'), [[1, 'king'], [-1, 'man'], [2, 'woman']]);
  assert.deepEqual(read('2 * paris - -0.5*rome'), [[2, 'paris'], [0.5, 'rome']]);
  assert.deepEqual(read('-ly'), [[1, '-ly']]);
  assert.deepEqual(read('- king'), [[-1, 'king']]);
  assert.deepEqual(read('well-known'), [[1, 'well-known']]);
  for (const bad of ['king man', 'king +', '+', 'king - * x y']) assert.throws(() => read(bad));
});
