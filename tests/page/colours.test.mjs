// The colours of points and their legends.

import assert from 'node:assert/strict';
import test from 'node:test';

import {clusterPlaces, colourOf, usualRange} from '../../src/page/colours.js';

/** Six words in three clusters. */
function madeMap() {
  return {
    size: 6, version: 1, clusters: 3, finished: true,
    xy: Float32Array.from([-0.5, 0, -0.4, 0, 0.5, 0, 0.4, 0, 0, 0.5, 0, 0.4]),
    hubs: Uint32Array.from([0, 1, 3, 7, 100, 1000]),
    cluster: Uint16Array.from([0, 0, 1, 1, 2, 2]),
    levels: new Uint8Array(6),
    trust: Uint8Array.from([0, 20, 50, 80, 100, 255]),
  };
}

const NAMES = ['the', 'a', 'king', '__proto__', '\u202ex', 'y'];
const WORDS = {size: 6, hasCounts: true, word: id => NAMES[id], count: id => 10 ** (6 - id)};

function colourAt({palette, index}, id) {
  const parts = [0, 1, 2].map(c => palette[4 * index[id] + c]);
  return '#' + parts.map(part => part.toString(16).padStart(2, '0')).join('');
}

/** How light a colour is, as WCAG has it, from 0 to 1. */
function lightness(colour) {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('each cluster has one colour, and its legend the same and its frequent words', () => {
  for (const dark of [false, true]) {
    const found = colourOf('cluster', madeMap(), WORDS, null, dark);
    assert.equal(colourAt(found, 0), colourAt(found, 1));
    assert.notEqual(colourAt(found, 0), colourAt(found, 2));
    assert.notEqual(colourAt(found, 2), colourAt(found, 4));
    assert.deepEqual(found.legend.map(each => each.colour),
                     [0, 2, 4].map(id => colourAt(found, id)));
    assert.deepEqual(found.legend.map(each => each.label),
                     ['the, a', 'king, __proto__', '\\u{202e}x, y']);
  }
});

test('clusters side by side differ in hue, not only in shade', () => {
  const clusters = 40, xy = new Float32Array(2 * clusters);
  for (let c = 0; c < clusters; ++c) {
    xy[2 * c] = (c % 8) / 4 - 1;
    xy[2 * c + 1] = Math.floor(c / 8) / 4 - 0.5;
  }
  const places = clusterPlaces({...madeMap(), size: clusters, clusters, xy,
                                cluster: Uint16Array.from({length: clusters}, (_, c) => c)});
  assert.equal(places.length, clusters);
  for (let a = 0; a < clusters; ++a) {
    for (let b = 0; b < a; ++b) {
      const away = Math.hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
      if (away < 0.3) assert.notEqual(places[a] % 8, places[b] % 8, `clusters ${a} and ${b}`);
    }
  }
});

test('clusters beyond the list are of no colour rather than of a wrong one', () => {
  const map = {...madeMap(), cluster: Uint16Array.from([0, 0, 1, 1, 2, 9])};
  assert.equal(colourOf('cluster', map, WORDS, null, false).index[5], 255);
});

test('a map that is being made has one colour and no legend', () => {
  const found = colourOf('hubs', {...madeMap(), finished: false}, WORDS, null, false);
  assert.deepEqual([...found.index], [0, 0, 0, 0, 0, 0]);
  assert.deepEqual(found.legend, []);
});

test('frequency goes by counts, or by rank where there are none', () => {
  for (const words of [WORDS, {...WORDS, hasCounts: false}, null]) {
    const {index} = colourOf('frequency', madeMap(), words, null, false);
    for (let id = 1; id < 6; ++id) assert.ok(index[id] < index[id - 1]);
  }
  assert.match(colourOf('frequency', madeMap(), null, null, false).legend[0].label, /^rank /);
});

test('high numbers stand out from the paper: dark on light, light on dark', () => {
  for (const [dark, sign] of [[false, -1], [true, 1]]) {
    const {legend} = colourOf('trust', madeMap(), WORDS, null, dark);
    const light = legend.slice(0, 5).map(({colour}) => lightness(colour));
    for (let i = 1; i < light.length; ++i) assert.ok(sign * (light[i] - light[i - 1]) > 0.02);
  }
});

test('trust that is unknown has a colour and a line of its own', () => {
  const found = colourOf('trust', madeMap(), WORDS, null, true);
  assert.deepEqual(found.legend.map(({label}) => label),
                   ['0 %', '25 %', '50 %', '75 %', '100 %', 'unknown']);
  assert.equal(found.index[5], 255);
  assert.equal(colourAt(found, 5), found.legend[5].colour);
});

test('a column of categories names them, harmlessly, and what has none', () => {
  const column = {name: 'part', kind: 'category', categories: ['noun', 've\u202erb'],
                  values: Float32Array.from([0, 1, NaN, 0, 1, 1])};
  const found = colourOf('column', madeMap(), WORDS, column, false);
  assert.deepEqual([...found.index], [0, 1, 255, 0, 1, 1]);
  assert.deepEqual(found.legend.map(({label}) => label), ['noun', 've\\u{202e}rb', 'none']);
  assert.equal(colourAt(found, 1), found.legend[1].colour);
});

test('a column of numbers may be short, and have gaps', () => {
  const column = {name: 'age', kind: 'number', values: Float32Array.from([5, NaN, 10])};
  const found = colourOf('column', madeMap(), WORDS, column, false);
  assert.ok(found.index[0] < found.index[2] && found.index[2] < 255);
  assert.deepEqual([1, 3, 4, 5].map(id => found.index[id]), [255, 255, 255, 255]);
  assert.equal(found.legend.at(-1).label, 'none');
});

test('outliers do not take all colours', () => {
  const values = Float32Array.from({length: 1000}, (_, i) => i);
  values[999] = 1e9;
  const [low, high] = usualRange(values);
  assert.ok(low >= 0 && low < 30 && high > 970 && high < 1000);
});

test('equal and missing numbers have a range', () => {
  assert.deepEqual(usualRange(new Float32Array(5).fill(3)), [3, 4]);
  assert.deepEqual(usualRange(new Float32Array(5).fill(NaN)), [0, 1]);
  assert.deepEqual(usualRange(new Float32Array(0)), [0, 1]);
});

test('hubs are coloured by their logarithm', () => {
  const {index} = colourOf('hubs', madeMap(), WORDS, null, false);
  assert.ok(index[2] - index[1] > 10 && index[1] - index[0] > 10);
});
