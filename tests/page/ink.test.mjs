// Pictures as SVG, and the numbers at axes.

import assert from 'node:assert/strict';
import test from 'node:test';

import {svgInk, xmlText} from '../../src/page/ink.js';
import {labelOf} from '../../src/page/label_text.js';
import {ticksOf} from '../../src/page/scatter.js';

const STYLE = {size: 12, weight: 400};

test('a word cannot leave its element', () => {
  const ink = svgInk(100, 50, '</title><script>');
  ink.text(1, 2, '</text><script>alert("1")</script>', {style: STYLE, colour: '"><x a="'});
  const svg = ink.done();
  assert.ok(!svg.includes('<script') && !svg.includes('<x'));
  assert.equal(svg.match(/<text/g).length, 1);
});

test('what XML forbids is replaced, what it allows is kept', () => {
  assert.equal(xmlText('a\0b\u001fc\ud800d\uffffe'), 'a\ufffdb\ufffdc\ufffdd\ufffde');
  assert.equal(xmlText('\u00e9\u4e2d\u{1f600}'), '\u00e9\u4e2d\u{1f600}');
  assert.equal(xmlText('&<>"\''), '&#38;&#60;&#62;&#34;&#39;');
});

test('near and far neighbours are different shapes', () => {
  const ink = svgInk(10, 10, '');
  ink.disc(1, 2, 3, '#000000');
  ink.diamond(5, 5, 2, {colour: '#123456', width: 1}, '#ffffff');
  ink.line(0, 0, 9, 9, {colour: '#123456', width: 1, dashes: [5, 4]});
  const svg = ink.done();
  assert.match(svg, /<circle cx="1" cy="2" r="3" fill="#000000"\/>/);
  assert.match(svg, /<polygon points="5,3 7,5 5,7 3,5"/);
  assert.match(svg, /stroke-dasharray="5 4"/);
});

test('long labels are cut, and hostile ones are written out', () => {
  assert.equal(Array.from(labelOf('x'.repeat(10000))).length, 28);
  assert.ok(labelOf('x'.repeat(10000)).endsWith('\u2026'));
  assert.equal(labelOf('a\u202eb'), 'a\\u{202e}b');
  assert.equal(labelOf('__proto__'), '__proto__');
});

test('ticks are round, and lie in their range', () => {
  assert.deepEqual(ticksOf(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticksOf(-0.23, 0.31), [-0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticksOf(1000, 1004), [1000, 1001, 1002, 1003, 1004]);
  for (const [low, high] of [[1e-9, 3e-9], [-7e8, 1e3], [5, 5.001]]) {
    const ticks = ticksOf(low, high);
    assert.ok(ticks.length >= 2 && ticks.length <= 7, `${low} ${high}: ${ticks}`);
    assert.ok(ticks.every(tick => tick >= low && tick <= high));
  }
});
