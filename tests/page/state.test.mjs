// The view in the address.

import assert from 'node:assert/strict';
import test from 'node:test';

import {addressOf, encodedText, usualView, viewIn} from '../../src/page/state.js';

test('a view comes back from its address', () => {
  const words = ['king', 'a+b', 'a&b#c/d', '100%', '__proto__', 'x=y', '\u6771\u4eac', 'a b',
    'n\0ul', '"', '<b>', '\u202eabc', '\ud83d\ude00', "it's (so)*!", ','];
  for (const w of words) {
    const view = {...usualView(), w, v: '0.25,-0.5,8', c: 'column:part of speech', n: '20000',
      tab: 'ask', q: 'king - man + 2*woman', x: 'man:woman', s: 'axes'};
    assert.deepEqual(viewIn(addressOf(view)), view, w);
  }
});

test('only what is not as usual is in the address', () => {
  assert.equal(addressOf(usualView()), '#');
  assert.equal(addressOf({...usualView(), w: 'king'}), '#w=king');
});

test('places stay readable in the address', () => {
  assert.equal(addressOf({...usualView(), v: '0.1,0.2,3'}), '#v=0.1,0.2,3');
});

test('an address holds plain characters only', () => {
  const address = addressOf({...usualView(), w: 'a+b &#"<>\'()!*\n\u202e%'});
  assert.match(address, /^#w=[A-Za-z0-9%._~,-]+$/);
});

test('a plus in text is encoded, since servers read it as a blank', () => {
  assert.equal(encodedText('king + x'), 'king%20%2B%20x');
});

test('half a surrogate pair becomes a replacement character instead of an error', () => {
  assert.equal(encodedText('a\ud800'), 'a%EF%BF%BD');
});

test('names that the view does not have are left out', () => {
  const view = viewIn('#token=secret&__proto__=x&constructor=y&w=king&toString=z');
  assert.deepEqual(view, {...usualView(), w: 'king'});
});

test('an address that was cut is read as far as it goes', () => {
  assert.deepEqual(viewIn('#w=%E6%9D&k=10'), {...usualView(), w: '', k: '10'});
  assert.deepEqual(viewIn(''), usualView());
  assert.deepEqual(viewIn('#&&=&w'), usualView());
});

test('an equals sign in a value is part of it', () => {
  assert.equal(viewIn('#w=a=b').w, 'a=b');
});
