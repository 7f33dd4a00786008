// Made-up bytes of a model for tests, laid out as src/explore/README.md and single_file.h say.

/** @param {string} text */
export function magicOf(text) {
  return [...text].map((c) => c.charCodeAt(0));
}

/** The bytes of parts one after the other. */
export function joined(...parts) {
  const bytes = parts.map((part) => ArrayBuffer.isView(part) ?
      new Uint8Array(part.buffer, part.byteOffset, part.byteLength) : Uint8Array.from(part));
  const all = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

export function wordBytes(words, counts) {
  const texts = words.map((word) =>
    typeof word === 'string' ? new TextEncoder().encode(word) : word);
  const offsets = [0];
  for (const text of texts) offsets.push(offsets[offsets.length - 1] + text.length);
  return joined(magicOf('HVW1'), Uint32Array.of(words.length, counts ? 1 : 0, 0),
      Float64Array.from(counts ?? words.map(() => 0)), Uint32Array.from(offsets), ...texts);
}

/** @param {{xy: number[], hubs: number[], clusters: number[], trust: number[]}} map */
export function mapBytes({xy, hubs, clusters, trust}) {
  const size = hubs.length;
  return joined(magicOf('HVM1'), Uint32Array.of(size, 7, 1 + Math.max(...clusters), 1, 0, 0, 0),
      Float32Array.from(xy), Uint32Array.from(hubs), Uint16Array.from(clusters),
      Uint8Array.from(hubs, () => 0), Uint8Array.from(trust));
}

export function rowBytes(rows, turned = 1) {
  const dim = rows[0].length;
  const lengths = rows.map((row) => Math.hypot(...row));
  const scales = rows.map((row, i) => Math.max(...row.map(Math.abs)) / lengths[i] / 127 || 0);
  const values = rows.flatMap((row, i) =>
    row.map((value) => scales[i] ? Math.round(value / lengths[i] / scales[i]) : 0));
  return joined(magicOf('HVR1'), Uint32Array.of(rows.length, dim, turned),
      Float32Array.from(lengths), Float32Array.from(scales), Int8Array.from(values));
}

/** @param {[number, number][][]} nearest id and similarity, nearest first, for each word */
export function nearBytes(nearest, k) {
  const ids = [], drops = [];
  for (const list of nearest) {
    let last = 10000;
    for (let j = 0; j < k; ++j) {
      const [id, similarity] = list[j] ?? [0xffffff, last / 10000];
      ids.push(id);
      drops.push(last - Math.round(similarity * 10000));
      last = Math.round(similarity * 10000);
    }
  }
  const plane = (values, shift) => Uint8Array.from(values, (value) => value >> shift & 255);
  return joined(magicOf('HVK1'), Uint32Array.of(nearest.length, k, 0), plane(ids, 0), plane(ids, 8),
      plane(ids, 16), plane(drops, 0), plane(drops, 8));
}

/** Words whose answers are plain to see: 0 is the direction of one axis, and so on. */
export const FEW_WORDS = ['king', 'queen', 'man', 'woman', 'car', '__proto__'];
export const FEW_ROWS = [[1, 0, 2, 0], [0, 1, 2, 0], [1, 0, 0, 0.1], [0, 1, 0, 0.1], [0, 0, 0, 3],
  [0, 0, 0, 0]];

export function fewParts() {
  const about = {v: 1, file: true, columns: [], models: [
    {name: 'a.bin', words: 6, dim: 4, counts: true},
    {name: 'b.bin', words: 6, dim: 4, counts: true}]};
  const near = FEW_WORDS.map(() => /** @type {[number, number][]} */ ([]));
  near[0] = [[1, 0.8], [2, 0.4449]];
  const other = [...FEW_ROWS];
  other[2] = [0, 0, 1, 0];
  const parts = new Map([
    ['about', new TextEncoder().encode(JSON.stringify(about)).buffer],
  ]);
  for (const m of [0, 1]) {
    parts.set(`words-${m}`, wordBytes(FEW_WORDS, [60, 50, 40, 30, 20, 10]));
    parts.set(`map-${m}`, mapBytes({xy: [0, 0, 0.1, 0, 0.5, 0, -0.3, 0, 1, 1, -1, -1],
      hubs: [5, 4, 3, 2, 1, 0], clusters: [0, 0, 1, 1, 2, 2], trust: [40, 100, 0, 255, 10, 255]}));
    parts.set(`rows-${m}`, rowBytes(m ? other : FEW_ROWS));
    parts.set(`near-${m}`, nearBytes(near, m ? 0 : 2));
  }
  return parts;
}
