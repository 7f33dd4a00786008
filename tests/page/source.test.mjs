// Questions to the program, and the sentences that the page makes of its answers.

import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';

import {progressText, qualityTexts} from '../../src/page/header.js';
import {trustSentence} from '../../src/page/panel.js';
import {AnswerError, ServerSource, targetOf, wasGivenUp} from '../../src/page/source.js';

const {fetch: realFetch} = globalThis;
afterEach(() => { globalThis.fetch = realFetch; });

/** Answers questions from a list of [status, JSON], and keeps their targets. */
function answerWith(...answers) {
  const asked = [];
  globalThis.fetch = async (target, {signal}) => {
    asked.push(target);
    signal?.throwIfAborted();
    const [status, body, headers] = answers[Math.min(asked.length, answers.length) - 1];
    return new Response(JSON.stringify(body), {status, headers});
  };
  return asked;
}

test('a target percent-encodes all that servers read in other ways', () => {
  assert.equal(targetOf('ask', {q: 'a+b & c', m: 0, k: undefined}),
      'api/ask?q=a%2Bb%20%26%20c&m=0');
  assert.equal(targetOf('odd', {w: ['x', '#', '']}), 'api/odd?w=x&w=%23&w=');
  assert.equal(targetOf('about', {}), 'api/about');
});

test('an answer is what the program sent', async () => {
  const asked = answerWith([200, {answers: []}]);
  assert.deepEqual(await new ServerSource().near({w: 'king', k: 3}), {answers: []});
  assert.deepEqual(asked, ['api/near?w=king&k=3']);
});

test('an error has the sentence of the program and its words', async () => {
  answerWith([404, {error: 'no such word', near: ['king']}]);
  await assert.rejects(new ServerSource().near({w: 'kin'}), (error) =>
    error instanceof AnswerError && error.message === 'no such word' &&
      error.status === 404 && error.near[0] === 'king');
});

test('a busy program is asked again', async () => {
  const asked = answerWith([503, {error: 'busy'}, {'Retry-After': '1'}], [200, {total: 1}]);
  assert.deepEqual(await new ServerSource().list({}), {total: 1});
  assert.equal(asked.length, 2);
});

test('what only a finished map knows is not asked for again', async () => {
  const asked = answerWith([503, {error: 'the map is being made'}], [200, {}]);
  await assert.rejects(new ServerSource().list({}), /being made/);
  assert.equal(asked.length, 1);
});

test('a program that is gone is an error of status 0', async () => {
  globalThis.fetch = async () => { throw new TypeError('Failed to fetch'); };
  await assert.rejects(new ServerSource().about(), (error) => error.status === 0);
});

test('a question that was given up is no error of the program', async () => {
  answerWith([200, {}]);
  await assert.rejects(new ServerSource().near({w: 'a'}, AbortSignal.abort()), wasGivenUp);
});

test('trust is said in a sentence', () => {
  assert.match(trustSentence(0.8), /^8 of its ten .* can be trusted/);
  assert.match(trustSentence(0.3), /^3 of its ten .* part of the truth/);
  assert.match(trustSentence(0), /^0 of its ten .* do not trust/);
});

test('each figure of a map has a sentence', () => {
  const texts = qualityTexts({recall: 0.187, trustworthiness: 0.951, triplets: 0.653});
  assert.deepEqual(texts.map(([name, value]) => [name, value]),
      [['Recall', '0.19'], ['Trustworthiness', '0.95'], ['Triplets', '0.65']]);
  for (const [, , sentence] of texts) assert.match(sentence, /\.$/);
});

test('progress is said as far as it is known', () => {
  const base = {state: 'making', version: 1};
  assert.equal(progressText(base), 'Making the map: starting.');
  assert.equal(progressText({...base, phase: 'moving words', done: 0.43, seconds_left: 12.4}),
      'Making the map: moving words, 43\u00a0%, about 12 s left.');
});
