// The points of a map by WebGL2: all of them in one call.

import {channels} from './colours.js';

/** @typedef {import('./camera.js').Camera} Camera */
/** @typedef {import('./dots.js').DotLook} DotLook */

// Places are float32, so the middle of the view is subtracted in two parts: first what float32
// holds of it, which is exact nearby, then the rest.
const POINT_SHADER = `#version 300 es
precision highp float;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 start;
layout(location = 2) in uvec2 look;
uniform vec2 middle, rest, unit;
uniform float glide, ratio, size, strength;
uniform vec4 dots;
uniform sampler2D palette;
flat out vec4 colour;
flat out float radius;
void main() {
  vec2 at = ((glide < 1.0 ? mix(start, place, glide) : place) - middle) - rest;
  gl_Position = vec4(at * unit, 0.0, 1.0);
  float id = size - 1.0 - float(gl_VertexID);
  float often = 1.0 - log2(id + 1.0) * dots.w;
  radius = 0.5 * ratio * dots.x * (1.0 + dots.y * often * often);
  gl_PointSize = 2.0 * radius + 1.0;
  float discs = dots.z * exp2((float(look.y) - 128.0) / 16.0);
  float alpha = clamp(0.5 * pow(discs, -0.35), 0.1, 0.88) * strength;
  colour = vec4(texelFetch(palette, ivec2(look.x, 0), 0).rgb, alpha);
}`;

const DOT_SHADER = `#version 300 es
precision mediump float;
flat in vec4 colour;
flat in float radius;
out vec4 ink;
void main() {
  float away = length(gl_PointCoord - 0.5) * (2.0 * radius + 1.0);
  float cover = clamp(radius - away + 0.5, 0.0, 1.0);
  float alpha = colour.a * cover;
  if (alpha < 0.02) discard;
  ink = vec4(colour.rgb, 1.0) * alpha;
}`;

/** @param {WebGL2RenderingContext} gl */
function pointProgram(gl) {
  const program = gl.createProgram();
  if (!program) throw new Error('WebGL2 makes no program');
  for (const [kind, text] of /** @type {[number, string][]} */ (
      [[gl.VERTEX_SHADER, POINT_SHADER], [gl.FRAGMENT_SHADER, DOT_SHADER]])) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('WebGL2 makes no shader');
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`WebGL2 does not take the shaders: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

/** A canvas with the points of a map. After a lost context, make another on the same canvas. */
export class PointPainter {
  #size = 0;
  #gliding = false;

  /** Throws if there is no WebGL2.
   * @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    const gl = canvas.getContext('webgl2', {alpha: false, antialias: false, depth: false});
    if (!gl || gl.isContextLost()) throw new Error('there is no WebGL2');
    this.gl = gl;
    this.canvas = canvas;
    this.program = pointProgram(gl);
    gl.useProgram(this.program);
    this.buffers = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.disable(gl.DITHER);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** @param {number} slot @param {ArrayBufferView} data */
  #fill(slot, data) {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffers[slot]);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, data, this.gl.STATIC_DRAW);
    this.gl.enableVertexAttribArray(slot);
  }

  /** Rarest first, so that frequent words are drawn last.
   * @param {Float32Array} xy */
  #places(xy) {
    const turned = new Float32Array(xy.length);
    for (let to = 0, from = xy.length - 2; from >= 0; from -= 2) {
      turned[to++] = xy[from];
      turned[to++] = xy[from + 1];
    }
    return turned;
  }

  /**
   * Takes the places of all points, and those that they come from.
   * @param {Float32Array} xy
   * @param {Float32Array | null} start
   */
  setPlaces(xy, start) {
    const {gl} = this;
    this.#size = xy.length / 2;
    this.#fill(0, this.#places(xy));
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    this.#gliding = start !== null;
    if (start) {
      this.#fill(1, this.#places(start));
      gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 0, 0);
    } else {
      gl.disableVertexAttribArray(1);
    }
  }

  /**
   * @param {Uint8Array} palette   256 colours, four bytes each
   * @param {Uint8Array} index     of each point in the palette
   * @param {Uint8Array} crowding  of each point
   */
  setLook(palette, index, crowding) {
    const {gl} = this;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, palette);
    const size = index.length, look = new Uint8Array(4 * size);
    for (let id = 0, to = 4 * (size - 1); id < size; ++id, to -= 4) {
      look[to] = index[id];
      look[to + 1] = crowding[id];
    }
    this.#fill(2, look);
    gl.vertexAttribIPointer(2, 2, gl.UNSIGNED_BYTE, 4, 0);
  }

  /** @param {string} name @param {...number} values */
  #set(name, ...values) {
    const {gl} = this, at = gl.getUniformLocation(this.program, name);
    if (values.length === 1) gl.uniform1fv(at, values);
    else if (values.length === 2) gl.uniform2fv(at, values);
    else gl.uniform4fv(at, values);
  }

  /**
   * Draws the `count` most frequent words.
   * @param {Camera} camera
   * @param {DotLook} dots
   * @param {number} count
   * @param {{ratio: number, glide: number, strength: number, paper: string}} how
   */
  draw(camera, dots, count, {ratio, glide, strength, paper}) {
    const {gl, canvas} = this;
    const [red, green, blue] = channels(paper);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(red, green, blue, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (count === 0 || this.#size === 0) return;
    const x = Math.fround(camera.x), y = Math.fround(camera.y);
    this.#set('middle', x, y);
    this.#set('rest', camera.x - x, camera.y - y);
    this.#set('unit', (2 * camera.scale) / camera.width, (2 * camera.scale) / camera.height);
    this.#set('glide', this.#gliding ? glide : 1);
    this.#set('ratio', ratio);
    this.#set('size', this.#size);
    this.#set('strength', strength);
    this.#set('dots', dots.diameter, dots.boost, dots.crowd, dots.rank);
    gl.drawArrays(gl.POINTS, this.#size - count, count);
  }

  /** Waits until all is drawn. */
  finish() {
    this.gl.readPixels(0, 0, 1, 1, this.gl.RGBA, this.gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}
