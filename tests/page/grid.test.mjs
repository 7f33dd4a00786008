// Points in a rectangle, or near a place.

import assert from 'node:assert/strict';
import test from 'node:test';

import {crowding, Grid} from '../../src/page/grid.js';

/** Numbers from 0 to 1 that are the same each time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function places(count, seed = 1) {
  const next = numbers(seed);
  return Float32Array.from({length: 2 * count}, () => 2 * next() - 1);
}

function inRect(xy, {left, right, bottom, top}) {
  return [...xy.keys()].filter(i => i % 2 === 0).map(i => i / 2).filter(id =>
    xy[2 * id] >= left && xy[2 * id] <= right && xy[2 * id + 1] >= bottom && xy[2 * id + 1] <= top);
}

test('a rectangle has the points that lie in it, each once', () => {
  const xy = places(3000), grid = new Grid(xy), next = numbers(9);
  for (let i = 0; i < 50; ++i) {
    const left = 2 * next() - 1, bottom = 2 * next() - 1;
    const rect = {left, right: left + next(), bottom, top: bottom + next()};
    const found = [];
    grid.forEachIn(rect, id => found.push(id));
    assert.deepEqual(found.sort((a, b) => a - b), inRect(xy, rect));
  }
});

test('points at the rim of the square and outside of it are found', () => {
  const xy = Float32Array.from([1, 1, -1, -1, 1.5, 0, 0, -3]);
  const found = [];
  new Grid(xy).forEachIn({left: -5, right: 5, bottom: -5, top: 5}, id => found.push(id));
  assert.deepEqual(found.sort(), [0, 1, 2, 3]);
});

test('a grid of some points has no others', () => {
  const found = [];
  new Grid(places(100), [3, 50]).forEachIn({left: -1, right: 1, bottom: -1, top: 1},
                                           id => found.push(id));
  assert.deepEqual(found.sort((a, b) => a - b), [3, 50]);
});

test('the nearest point is the one that a search of all finds', () => {
  const xy = places(2000), grid = new Grid(xy), next = numbers(5);
  for (let i = 0; i < 100; ++i) {
    const x = 2 * next() - 1, y = 2 * next() - 1;
    let best = -1, least = 0.05 ** 2;
    for (let id = 0; id < 2000; ++id) {
      const away = (xy[2 * id] - x) ** 2 + (xy[2 * id + 1] - y) ** 2;
      if (away < least) [best, least] = [id, away];
    }
    assert.equal(grid.nearest(x, y, 0.05), best);
  }
});

test('of points at one place the most frequent is nearest, and hidden ones are not', () => {
  const grid = new Grid(Float32Array.from([0.5, 0.5, 0, 0, 0, 0, 0, 0]));
  assert.equal(grid.nearest(0, 0, 0.1), 1);
  assert.equal(grid.nearest(0, 0, 0.1, 1), -1);
});

test('of points as near on both sides the more frequent one is nearest', () => {
  const xy = new Float32Array(2 * 400).fill(0.9);
  xy.set([0.125, 0, -0.125, 0]);
  assert.equal(new Grid(xy).nearest(0, 0, 0.5), 0);
  xy.set([-0.125, 0, 0.125, 0]);
  assert.equal(new Grid(xy).nearest(0, 0, 0.5), 0);
});

test('a grid of nothing finds nothing', () => {
  const grid = new Grid(new Float32Array(0));
  assert.equal(grid.nearest(0, 0, 1), -1);
});

test('crowded points have more than lonely ones, even ones have 128', () => {
  const even = Float32Array.from({length: 2 * 40000}, (_, i) =>
    i % 2 ? Math.floor((i >> 1) / 200) / 100 - 0.995 : ((i >> 1) % 200) / 100 - 0.995);
  const middle = crowding(even)[200 * 100 + 100];
  assert.ok(Math.abs(middle - 128) <= 6, `${middle}`);
  const tight = places(10000);
  for (let i = 0; i < 10000; ++i) tight[i] *= 0.05;
  const found = crowding(tight);
  assert.ok(found[10] > 200 && found[9000] < 128, `${found[10]} ${found[9000]}`);
});
