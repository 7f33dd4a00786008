// The bytes of a map.

import assert from 'node:assert/strict';
import test from 'node:test';

import {parseMap} from '../../src/page/map_data.js';

/** A map of two words. */
function mapBytes() {
  const bytes = new ArrayBuffer(32 + 2 * 16), view = new DataView(bytes);
  [...'HVM1'].forEach((c, i) => view.setUint8(i, c.charCodeAt(0)));
  [2, 7, 3, 1].forEach((value, i) => view.setUint32(4 + 4 * i, value, true));
  [0.5, -0.25, NaN, 1].forEach((value, i) => view.setFloat32(32 + 4 * i, value, true));
  [17, 70000].forEach((value, i) => view.setUint32(48 + 4 * i, value, true));
  [2, 300].forEach((value, i) => view.setUint16(56 + 2 * i, value, true));
  [0, 18, 40, 255].forEach((value, i) => view.setUint8(60 + i, value));
  return bytes;
}

test('all parts of a map are read', () => {
  const map = parseMap(mapBytes());
  assert.equal(map.size, 2);
  assert.equal(map.version, 7);
  assert.equal(map.clusters, 3);
  assert.equal(map.finished, true);
  assert.deepEqual([...map.hubs], [17, 70000]);
  assert.deepEqual([...map.cluster], [2, 300]);
  assert.deepEqual([...map.levels], [0, 18]);
  assert.deepEqual([...map.trust], [40, 255]);
});

test('a place that is no number becomes the middle', () => {
  assert.deepEqual([...parseMap(mapBytes()).xy], [0.5, -0.25, 0, 1]);
});

test('a map that is being made is not finished', () => {
  const bytes = mapBytes();
  new DataView(bytes).setUint32(16, 0, true);
  assert.equal(parseMap(bytes).finished, false);
});

test('a map of no words is a map', () => {
  const bytes = mapBytes().slice(0, 32);
  new DataView(bytes).setUint32(4, 0, true);
  assert.equal(parseMap(bytes).xy.length, 0);
});

test('what is no map, or cut short, or too long, is refused', () => {
  assert.throws(() => parseMap(new ArrayBuffer(10)), /cut short/);
  assert.throws(() => parseMap(new ArrayBuffer(64)), /HVM1/);
  assert.throws(() => parseMap(mapBytes().slice(0, 60)), /60 bytes, but 2 words need 64/);
  const longer = new Uint8Array(65);
  longer.set(new Uint8Array(mapBytes()));
  assert.throws(() => parseMap(longer.buffer), /65 bytes/);
});
