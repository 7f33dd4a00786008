// The data of a map that was saved as one file: base64 of gzip in elements of the document.

/** @param {string} text base64 */
function bytesOfBase64(text) {
  const step = 1 << 16;  // characters, a multiple of four
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let filled = 0;
  for (let at = 0; at < text.length; at += step) {
    const chunk = atob(text.slice(at, at + step));
    for (let i = 0; i < chunk.length; ++i) bytes[filled++] = chunk.charCodeAt(i);
  }
  return bytes.subarray(0, filled);
}

/** @type {Map<string, Promise<ArrayBuffer>>} */
const partsRead = new Map();

/** @param {string} name as "about" or "map-0" */
async function unpacked(name) {
  const element = document.getElementById(`hogvec-${name}`);
  if (!element) throw new Error(`this file has no part ${name}`);
  const packed = bytesOfBase64(element.textContent?.trim() ?? '');
  element.remove();  // it would be kept twice
  const Unzip = /** @type {any} */ (globalThis).DecompressionStream;  // unknown to our tsc
  const unzipped = new Blob([packed]).stream().pipeThrough(new Unzip('gzip'));
  return new Response(unzipped).arrayBuffer();
}

/**
 * The bytes of a part, which others may hold too.
 * @param {string} name
 * @returns {Promise<ArrayBuffer>}
 */
export function embeddedPart(name) {
  const read = partsRead.get(name) ?? unpacked(name);
  partsRead.set(name, read);
  return read;
}
