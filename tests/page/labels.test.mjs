// Which labels are shown: none overlap, none vanish as one comes closer.

import assert from 'node:assert/strict';
import test from 'node:test';

import {freeSlot, LabelPlan, levelsByRank, NO_LABEL, Occupied, partingScale, slotBox}
  from '../../src/page/labels.js';

const ALL = {left: -1, right: 1, bottom: -1, top: 1};

/** Words in clumps, as maps have them, with labels of different sizes. */
function madeMap(count, seed = 3) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const xy = new Float32Array(2 * count);
  for (let id = 0; id < count; ++id) {
    const clump = Math.floor(12 * next());
    xy[2 * id] = 0.7 * Math.sin(clump * 3) + 0.15 * (next() + next() - 1);
    xy[2 * id + 1] = 0.7 * Math.cos(clump * 5) + 0.15 * (next() + next() - 1);
  }
  const sizeOf = id => id < 50 ? {width: 20 + (id * 37) % 90, height: 24, rise: 14}
                               : {width: 20 + (id * 37) % 90, height: 18, rise: 11};
  // Where frequent words lie close, some of them come later than rare ones elsewhere.
  const levels = levelsByRank(count).map((level, id) =>
    id % 7 === 3 ? Math.min(17, level + 2) : level);
  return {xy, levels, sizeOf};
}

function planOf({xy, levels, sizeOf}) {
  return new LabelPlan(xy, levels, sizeOf);
}

function boxAt({xy, sizeOf}, id, scale) {
  const {width, height, rise} = sizeOf(id);
  const middle = -xy[2 * id + 1] * scale - rise;
  return {x: xy[2 * id] * scale - width / 2, y: middle - height / 2, width, height};
}

function overlap(a, b) {
  const slack = 1e-3;
  return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

const SCALES = [300, 420, 500, 777, 1000, 2100, 4000, 9000, 40000];

test('no two labels overlap at any scale', () => {
  const map = madeMap(4000), plan = planOf(map);
  for (const scale of SCALES) {
    const boxes = plan.inView(ALL, scale, Infinity, Infinity).ids.map(id => boxAt(map, id, scale));
    assert.ok(boxes.length > 10);
    for (let i = 0; i < boxes.length; ++i) {
      for (let j = 0; j < i; ++j) assert.ok(!overlap(boxes[i], boxes[j]), `scale ${scale}`);
    }
  }
});

test('a label that is shown stays when one comes closer', () => {
  const plan = planOf(madeMap(4000));
  let before = [];
  for (const scale of SCALES) {
    const ids = new Set(plan.inView(ALL, scale, Infinity, Infinity).ids);
    for (const id of before) assert.ok(ids.has(id), `${id} vanished at scale ${scale}`);
    before = [...ids];
  }
});

test('... also where there are more labels than may be shown', () => {
  const plan = planOf(madeMap(4000));
  const wide = plan.inView(ALL, 2000, Infinity, 40).ids;
  const half = {left: -0.5, right: 0.5, bottom: -0.5, top: 0.5};
  const closer = new Set(plan.inView(half, 4000, Infinity, 40).ids);
  const {xy} = plan;
  const inHalf = wide.filter(id => Math.abs(xy[2 * id]) <= 0.5 && Math.abs(xy[2 * id + 1]) <= 0.5);
  assert.equal(wide.length, 40);
  for (const id of inHalf) assert.ok(closer.has(id), `${id} vanished`);
});

test('what is shown does not depend on what was looked at before', () => {
  const map = madeMap(3000), walked = planOf(map);
  for (let x = -1; x < 1; x += 0.1) {
    walked.inView({left: x, right: x + 0.2, bottom: -0.3, top: 0.8}, 3000 + 500 * x, Infinity, 100);
  }
  assert.deepEqual(walked.inView(ALL, 2000, Infinity, 300),
                   planOf(map).inView(ALL, 2000, Infinity, 300));
});

test('frequent words come first', () => {
  const plan = planOf(madeMap(4000));
  const {ids} = plan.inView(ALL, 600, Infinity, Infinity);
  assert.ok(ids.includes(0));
  assert.ok(ids.reduce((sum, id) => sum + id, 0) / ids.length < 400);
});

test('hidden words and words without a level have no label', () => {
  const map = madeMap(500);
  map.levels[3] = NO_LABEL;
  const {ids} = planOf(map).inView(ALL, 1e6, 100, Infinity);
  assert.ok(!ids.includes(3) && ids.every(id => id < 100) && ids.length > 80);
});

test('of words at one place only the first ever has a label', () => {
  const map = {xy: new Float32Array(6), levels: new Uint8Array(3), sizeOf: () =>
    ({width: 30, height: 18, rise: 10})};
  assert.deepEqual(planOf(map).inView(ALL, 1e7, Infinity, Infinity).ids, [0]);
});

test('a label that is not shown yet keeps no other from its place', () => {
  const map = {xy: Float32Array.from([0, 0, 0.05, 0, 0.1, 0]), levels: new Uint8Array(3),
               sizeOf: () => ({width: 40, height: 18, rise: 10})};
  const plan = planOf(map);
  const scales = [0, 1, 2].map(id => Math.round(plan.from(id)));
  assert.equal(scales[1], 800);
  assert.equal(scales[2], 400);
  assert.ok(scales[0] < 100);
});

test('what there was no time for comes with the next calls', () => {
  const map = madeMap(4000), plan = planOf(map);
  const all = planOf(map).inView(ALL, 4000, Infinity, 300).ids;
  let calls = 0, found;
  do found = plan.inView(ALL, 4000, Infinity, 300, 0);
  while (!found.complete && ++calls < 10000);
  assert.ok(calls > 3, `${calls}`);
  assert.deepEqual(found.ids, all);
});

test('two labels part where one has passed the other', () => {
  const size = {width: 40, height: 20, rise: 10};
  assert.equal(partingScale(0.1, 0, size, size), 400);
  assert.equal(partingScale(0.1, 0.1, size, size), 200);
  assert.equal(partingScale(0, 0, size, size), Infinity);
  const higher = {...size, rise: 16};
  assert.equal(partingScale(0, 0.1, size, higher), 140);
  assert.equal(partingScale(0, -0.1, size, higher), 260);
});

test('room that is taken is not free', () => {
  const occupied = new Occupied();
  occupied.add({x: 10, y: 10, width: 50, height: 100});
  assert.ok(!occupied.free({x: 40, y: 90, width: 100, height: 5}));
  assert.ok(occupied.free({x: 60, y: 10, width: 10, height: 10}));
  assert.ok(occupied.free({x: 10, y: 110, width: 10, height: 10}));
  assert.ok(occupied.free({x: -40, y: -40, width: 50, height: 50}));
});

test('a label whose side is taken goes to another, and keeps it', () => {
  const occupied = new Occupied(), at = slot => slotBox(100, 100, 60, 16, slot, 5);
  assert.equal(freeSlot(occupied, at), 0);
  occupied.add(at(0));
  const slot = freeSlot(occupied, at);
  assert.ok(slot > 0 && !overlap(at(slot), at(0)));
  assert.equal(freeSlot(new Occupied(), at, slot), slot);
});

test('a label without room anywhere is left out', () => {
  const occupied = new Occupied();
  occupied.add({x: -1000, y: -1000, width: 3000, height: 3000});
  assert.equal(freeSlot(occupied, slot => slotBox(100, 100, 60, 16, slot, 5)), -1);
});

test('labels of all slots leave their point free', () => {
  for (let slot = 0; slot < 32; ++slot) {
    const box = slotBox(0, 0, 60, 16, slot, 5);
    assert.ok(!overlap(box, {x: -4, y: -4, width: 8, height: 8}), `slot ${slot}`);
  }
});
