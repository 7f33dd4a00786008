// The bytes of a map, as they come from the program.

/**
 * The words of a model, as far as the map needs them.
 * @typedef {object} WordList
 * @property {number} size
 * @property {boolean} hasCounts
 * @property {(id: number) => string} word
 * @property {(id: number) => number} count
 */

/**
 * A map. Its arrays have an entry for each word, in the order of ids: most frequent first.
 * @typedef {object} MapData
 * @property {number} size      how many words there are
 * @property {number} version   grows with every picture
 * @property {number} clusters  how many there are
 * @property {boolean} finished false: all but the places is still unknown
 * @property {Float32Array} xy  places in the square from -1 to 1: x and y of each word in turn
 * @property {Uint32Array} hubs
 * @property {Uint16Array} cluster
 * @property {Uint8Array} levels
 * @property {Uint8Array} trust in per cent; 255 if it is unknown
 */

// In bytes; MAP_WORD is for each word.
const MAP_HEAD = 32;
const MAP_WORD = 16;

/**
 * Reads the answer to `api/map`; src/explore/README.md has its layout. The arrays are views of
 * `bytes`, in which places that are no numbers become the middle of the map.
 * @param {ArrayBuffer} bytes
 * @returns {MapData}
 */
export function parseMap(bytes) {
  if (bytes.byteLength < MAP_HEAD) throw new Error('the map is cut short: it has no head');
  const head = new DataView(bytes);
  if (head.getUint32(0) !== 0x48564d31) throw new Error('this is no map: it starts without "HVM1"');
  const size = head.getUint32(4, true);
  const length = MAP_HEAD + MAP_WORD * size;
  if (bytes.byteLength !== length) {
    throw new Error(`the map has ${bytes.byteLength} bytes, but ${size} words need ${length}`);
  }
  const xy = new Float32Array(bytes, MAP_HEAD, 2 * size);
  for (let i = 0; i < xy.length; ++i) if (!Number.isFinite(xy[i])) xy[i] = 0;
  return {
    size,
    version: head.getUint32(8, true),
    clusters: head.getUint32(12, true),
    finished: head.getUint32(16, true) === 1,
    xy,
    hubs: new Uint32Array(bytes, MAP_HEAD + 8 * size, size),
    cluster: new Uint16Array(bytes, MAP_HEAD + 12 * size, size),
    levels: new Uint8Array(bytes, MAP_HEAD + 14 * size, size),
    trust: new Uint8Array(bytes, MAP_HEAD + 15 * size, size),
  };
}
