// The words of a model, kept as the bytes that came: a million strings would take ten times as
// much.

const decoder = new TextDecoder();
const HEAD_BYTES = 16;

/** The words of a model, most frequent first, by their ids. */
export class Words {
  /** @param {ArrayBuffer} bytes as `api/words` sends them */
  constructor(bytes) {
    const head = new DataView(bytes);
    const magic = bytes.byteLength < HEAD_BYTES ? '' : decoder.decode(new Uint8Array(bytes, 0, 4));
    if (magic !== 'HVW1') throw new Error('these are no words of hogvec-explore');
    this.size = head.getUint32(4, true);
    this.hasCounts = head.getUint32(8, true) === 1;
    this.counts = new Float64Array(bytes, HEAD_BYTES, this.size);
    this.offsets = new Uint32Array(bytes, HEAD_BYTES + 8 * this.size, this.size + 1);
    this.text = new Uint8Array(bytes, HEAD_BYTES + 12 * this.size + 4);
    /** @type {Map<string, number> | null} */
    this.ids = null;
  }

  /**
   * @param {number} id
   * @returns {string}
   */
  word(id) {
    return decoder.decode(this.text.subarray(this.offsets[id], this.offsets[id + 1]));
  }

  /** @param {number} id */
  count(id) {
    return this.hasCounts ? this.counts[id] : 0;
  }

  /**
   * The id of a word, or -1. The index is made when it is first asked for.
   * @param {string} word
   */
  find(word) {
    if (!this.ids) {
      this.ids = new Map();
      for (let id = this.size; id-- > 0;) this.ids.set(this.word(id), id);
    }
    return this.ids.get(word) ?? -1;
  }
}

/**
 * The words that begin so, most frequent first.
 * @param {Words} words
 * @param {string} beginning
 * @param {number} k
 * @returns {import('./source.js').Completion}
 */
export function beginningWith(words, beginning, k) {
  const bytes = new TextEncoder().encode(beginning);
  const found = [];
  let total = 0;
  for (let id = 0; id < words.size; ++id) {
    const at = words.offsets[id];
    let i = 0;
    while (i < bytes.length && words.text[at + i] === bytes[i]) ++i;
    if (i < bytes.length || at + i > words.offsets[id + 1] || ++total > k) continue;
    found.push({id, word: words.word(id), count: words.count(id)});
  }
  return {words: found, total, spelling: false};
}
