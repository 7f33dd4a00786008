// The colour of each point, and what it means. Hues are those of Okabe and Ito (2008), which people
// who see red or green alike can tell apart, each in three shades; numbers go from a quiet end to a
// strong one, in hue as in lightness.

import {clamp} from './camera.js';
import {clusterNames} from './lists.js';
import {numberText, shown} from './shown.js';

/** @typedef {import('./map_data.js').MapData} MapData */
/** @typedef {import('./map_data.js').WordList} WordList */
/** @typedef {'cluster' | 'frequency' | 'hubs' | 'trust' | 'column'} ColourMode */
/** @typedef {[number, number, number]} Three */

/**
 * A value for each word, as `api/column` sends them; the number of a category for categories.
 * @typedef {object} ColourColumn
 * @property {string} name
 * @property {'number' | 'category'} kind
 * @property {string[]} [categories]
 * @property {Float32Array} values  NaN where there is none
 */

/**
 * Numbers as colours: from the first of `range` to the last, or else what is usual.
 * @typedef {{values: Float32Array, range?: [number, number], text: (value: number) => string,
 *     none?: string}} Numbers
 */

/**
 * @typedef {object} Colouring
 * @property {Uint8Array} palette  256 colours of four bytes
 * @property {Uint8Array} index    of each point in the palette
 * @property {{colour: string, label: string}[]} legend
 */

const HUES = {
  light: ['#0072b2', '#d55e00', '#009e73', '#b5478f', '#3f97d3', '#c98500', '#8f8a00', '#6a6f78'],
  dark: ['#4a9fe0', '#f07f3c', '#2fc197', '#dc8fbd', '#8ccdf5', '#efb13c', '#e9df6a', '#b3b9c4'],
};
// From low to high.
const RAMPS = {
  light: ['#cbb966', '#86b06a', '#2f9488', '#2b6291', '#432a6e'],
  dark: ['#54478c', '#3779a8', '#2fa88f', '#a0cf57', '#ffe566'],
};
const UNKNOWN = {light: '#b9b6b0', dark: '#565d68'};
const ONE_COLOUR = {light: '#3b6f99', dark: '#78aad2'};
const SHADES = 3;
// The place in the palette of words without a value.
const NOTHING = 255;
const RAMP_STEPS = 255;
const LEGEND_LENGTH = 64;

/** Of words without a value.
 * @param {boolean} dark */
function unknownColour(dark) {
  return dark ? UNKNOWN.dark : UNKNOWN.light;
}

/** Red, green and blue from 0 to 1.
 * @param {string} colour  as #rrggbb @returns {Three} */
export function channels(colour) {
  const parts = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255);
  return /** @type {Three} */ (parts);
}

/** Mixes in light, as the eye does, which keeps the middle of two hues from going grey.
 * @param {Three} a @param {Three} b @param {number} share @returns {Three} */
function mixed(a, b, share) {
  /** @param {number} i */
  const mix = i =>
    ((1 - share) * a[i] ** 2.2 + share * b[i] ** 2.2) ** (1 / 2.2);
  return [mix(0), mix(1), mix(2)];
}

/** @param {Three} colour */
function hexOf(colour) {
  return '#' + colour.map(c => Math.round(255 * c).toString(16).padStart(2, '0')).join('');
}

/** @param {boolean} dark @param {number} share from 0, low, to 1, high @returns {Three} */
function rampColour(dark, share) {
  const ramp = dark ? RAMPS.dark : RAMPS.light;
  const at = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  return mixed(channels(ramp[low]), channels(ramp[low + 1]), at - low);
}

/** The colour of a category: hues first, then lighter and darker ones.
 * @param {boolean} dark
 * @param {number} place @returns {Three} */
function shadeColour(dark, place) {
  const hues = dark ? HUES.dark : HUES.light, hue = channels(hues[place % hues.length]);
  const shade = Math.floor(place / hues.length) % SHADES;
  if (shade === 0) return hue;
  return shade === 1 ? mixed(hue, [1, 1, 1], dark ? 0.45 : 0.22) : mixed(hue, [0, 0, 0], 0.5);
}

/** @param {boolean} dark @param {(place: number) => Three} colourAt */
function paletteOf(dark, colourAt) {
  const palette = new Uint8Array(4 * 256).fill(255);
  for (let place = 0; place < 256; ++place) {
    const colour = place === NOTHING ? channels(unknownColour(dark)) : colourAt(place);
    for (let c = 0; c < 3; ++c) palette[4 * place + c] = Math.round(255 * colour[c]);
  }
  return palette;
}

/**
 * The middles of the clusters on the map.
 * @param {MapData} data
 * @returns {{x: number, y: number, size: number}[]}
 */
function middles({xy, cluster, clusters}) {
  const sums = Array.from({length: clusters}, () => ({x: 0, y: 0, size: 0}));
  for (let id = 0; id < cluster.length; ++id) {
    const sum = sums[cluster[id]];
    if (!sum) continue;
    sum.x += xy[2 * id];
    sum.y += xy[2 * id + 1];
    ++sum.size;
  }
  return sums.map(({x, y, size}) => ({x: x / Math.max(1, size), y: y / Math.max(1, size), size}));
}

/**
 * A place in the palette for each cluster, so that those near each other on the map differ: in hue
 * first, in shade where hues repeat.
 * @param {MapData} data
 */
export function clusterPlaces(data) {
  const all = middles(data), hues = HUES.light.length;
  /** @type {number[]} */
  const places = [];
  for (const {x, y} of all) {
    let best = 0, least = Infinity;
    for (let place = 0; place < hues * SHADES; ++place) {
      let alike = 0.05 * Math.floor(place / hues);
      places.forEach((other, c) => {
        const near = 1 / (0.01 + (all[c].x - x) ** 2 + (all[c].y - y) ** 2);
        if (other === place) alike += 20 * near;
        else if (other % hues === place % hues) alike += near;
      });
      if (alike < least) [best, least] = [place, alike];
    }
    places.push(best);
  }
  return places;
}

/** @param {MapData} data @param {WordList | null} words @param {boolean} dark
 * @returns {Colouring} */
function byCluster(data, words, dark) {
  if (!data.finished || data.clusters === 0) {
    const one = channels(dark ? ONE_COLOUR.dark : ONE_COLOUR.light);
    return {palette: paletteOf(dark, () => one), index: new Uint8Array(data.size), legend: []};
  }
  const places = clusterPlaces(data), names = words ? clusterNames(words, data) : [];
  const legend = names.slice(0, LEGEND_LENGTH).map((label, c) =>
    ({colour: hexOf(shadeColour(dark, places[c])), label}));
  const index = filled(new Uint8Array(data.size), id => places[data.cluster[id]] ?? NOTHING);
  return {palette: paletteOf(dark, place => shadeColour(dark, place)), index,
          legend: legend.filter(({label}) => label)};
}

/** Categories beyond the palette share one place.
 * @param {ColourColumn} column
 * @param {boolean} dark @returns {Colouring} */
function byCategory({values, categories = []}, dark) {
  const most = HUES.light.length * SHADES;
  const legend = categories.slice(0, most).map((label, place) =>
    ({colour: hexOf(shadeColour(dark, place)), label: shown(label)}));
  legend.push({colour: unknownColour(dark),
               label: categories.length > most ? 'other or none' : 'none'});
  const index = filled(new Uint8Array(values.length), id =>
    values[id] >= 0 && values[id] < most ? values[id] : NOTHING);
  return {palette: paletteOf(dark, place => shadeColour(dark, place)), index, legend};
}

/**
 * What lies between all but the outermost fiftieth of values, by a sample of these.
 * @param {Float32Array} values
 * @returns {[number, number]}
 */
export function usualRange(values) {
  const step = Math.max(1, Math.floor(values.length / 20000));
  const sample = new Float32Array(Math.floor(values.length / step));
  let count = 0;
  for (let i = 0; i < sample.length; ++i) {
    if (Number.isFinite(values[i * step])) sample[count++] = values[i * step];
  }
  if (count === 0) return [0, 1];
  const sorted = sample.subarray(0, count).sort();
  const low = sorted[Math.floor(0.02 * (count - 1))], high = sorted[Math.ceil(0.98 * (count - 1))];
  return low < high ? [low, high] : [low, low + 1];
}

/**
 * @param {Numbers} numbers
 * @param {boolean} dark
 * @returns {Colouring}
 */
function byNumber({values, range: [low, high] = usualRange(values), text, none = 'none'}, dark) {
  const step = (RAMP_STEPS - 1) / (high - low);
  const index = filled(new Uint8Array(values.length), id => Number.isFinite(values[id]) ?
    clamp(Math.round((values[id] - low) * step), 0, RAMP_STEPS - 1) : NOTHING);
  const legend = [0, 0.25, 0.5, 0.75, 1].map(share =>
    ({colour: hexOf(rampColour(dark, share)), label: text(low + share * (high - low))}));
  if (index.includes(NOTHING)) legend.push({colour: unknownColour(dark), label: none});
  return {palette: paletteOf(dark, place => rampColour(dark, place / (RAMP_STEPS - 1))), index,
          legend};
}

/** A number in few digits.
 * @param {number} value
 * @returns {string} */
function shortNumber(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return `${shortNumber(value / 1e6)} M`;
  return numberText(size >= 1000 ? Number(value.toPrecision(2)) : value,
                    size >= 100 || value === 0 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : 3);
}

/**
 * @template {Float32Array | Uint8Array} T
 * @param {T} array
 * @param {(id: number) => number} valueOf
 */
function filled(array, valueOf) {
  for (let id = 0; id < array.length; ++id) array[id] = valueOf(id);
  return array;
}

/** Counts are shown by their logarithms; ranks where there are none.
 * @param {MapData} data @param {WordList | null} words @param {Float32Array} values
 * @returns {Numbers} */
function frequencies(data, words, values) {
  if (!words || !words.hasCounts || words.size < data.size) {
    return {values: filled(values, id => -Math.log10(id + 1)),
            text: v => `rank ${shortNumber(Math.round(10 ** -v))}`};
  }
  return {values: filled(values, id => Math.log10(Math.max(1, words.count(id)))),
          text: v => shortNumber(Math.round(10 ** v))};
}

/**
 * @param {ColourMode} mode
 * @param {MapData} data
 * @param {WordList | null} words
 * @param {ColourColumn | null | undefined} column  for the mode 'column'
 * @param {boolean} dark
 * @returns {Colouring}
 */
export function colourOf(mode, data, words, column, dark) {
  const values = new Float32Array(data.size), {finished, hubs, trust} = data;
  if (mode === 'frequency') return byNumber(frequencies(data, words, values), dark);
  if (mode === 'hubs' && finished) {
    return byNumber({values: filled(values, id => Math.log2(hubs[id] + 1)),
                     text: v => shortNumber(Math.round(2 ** v - 1))}, dark);
  }
  if (mode === 'trust' && finished) {
    return byNumber({values: filled(values, id => trust[id] > 100 ? NaN : trust[id]),
                     range: [0, 100], text: v => `${Math.round(v)} %`, none: 'unknown'}, dark);
  }
  if (mode !== 'column' || !column) return byCluster(data, words, dark);
  values.fill(NaN).set(column.values.subarray(0, data.size));
  if (column.kind === 'category') return byCategory({...column, values}, dark);
  return byNumber({values, text: shortNumber}, dark);
}
