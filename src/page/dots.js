// How large and how strong points are drawn: larger as one comes closer and for frequent words,
// fainter where many lie on each other. gl.js has the same formulas for its shader.

/**
 * @typedef {object} DotLook
 * @property {number} diameter   of the rarest words, in CSS pixels
 * @property {number} boost      by which the first word is wider
 * @property {number} crowd      discs that lie on a place of average crowding
 * @property {number} rank       1 / log2(words + 1)
 */

/**
 * @param {number} size   words of the map
 * @param {number} drawn  how many of them are shown
 * @param {number} scale  CSS pixels for a unit of the map
 * @returns {DotLook}
 */
export function dotLook(size, drawn, scale) {
  const spacing = (2 * scale) / Math.sqrt(Math.max(1, drawn));
  const diameter = Math.max(1.1, Math.min(8, 0.85 * spacing ** 0.55));
  return {
    diameter,
    boost: Math.min(2.2, 9 / diameter),
    crowd: (diameter / spacing) ** 2,
    rank: 1 / Math.log2(size + 2),
  };
}

/** @param {DotLook} look @param {number} id */
export function dotDiameter(look, id) {
  const rare = Math.log2(id + 1) * look.rank;
  return look.diameter * (1 + look.boost * (1 - rare) ** 2);
}

/** @param {DotLook} look @param {number} crowding  the byte of grid.js */
export function dotAlpha(look, crowding) {
  const discs = look.crowd * 2 ** ((crowding - 128) / 16);
  return Math.max(0.1, Math.min(0.88, 0.5 * discs ** -0.35));
}
