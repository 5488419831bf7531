import assert from 'node:assert/strict';
import test from 'node:test';
import { shareMiddleware } from '../jest/sharedValidator.cjs';

const DOCUMENT = { openapi: '3.0.3', paths: {} };

/** A validator that finds every answer wrong, and how often one was made. */
function wrongAnswers() {
  const made = [];
  const middleware = shareMiddleware(options => {
    made.push(options);
    const { onError } = Object(options.validateResponses);
    return [
      (request, _response, next) => next(onError?.('wrong', {}, request)),
    ];
  });
  return { made, middleware };
}

/** What a portal answers to a request. */
function answer(middlewares) {
  const request = {};
  const answers = [];
  for (const middleware of middlewares) {
    middleware(request, {}, value => answers.push(value));
  }
  return answers.at(-1);
}

const portal = (name, apiSpec = DOCUMENT) => ({
  apiSpec,
  validateResponses: { onError: error => `${name}: ${error}` },
  serDes: [],
});

test('portals with one API document share its validator, and each hears of its own wrong answers', () => {
  const { made, middleware } = wrongAnswers();
  const first = middleware(portal('first'));
  const second = middleware(portal('second', structuredClone(DOCUMENT)));

  assert.equal(made.length, 1);
  assert.equal(answer(first), 'first: wrong');
  assert.equal(answer(second), 'second: wrong');
  assert.equal(answer(first), 'first: wrong');
});

test('another document or setting has a validator of its own', () => {
  const { made, middleware } = wrongAnswers();
  const others = [
    portal('plain'),
    portal('document', { ...DOCUMENT, paths: { '/x': {} } }),
    { ...portal('setting'), ignoreUndocumented: true },
    { apiSpec: DOCUMENT, validateResponses: false },
    { apiSpec: DOCUMENT, validateResponses: {} },
    { apiSpec: DOCUMENT, serDes: [{ format: 'x', serialize: String }] },
    { apiSpec: DOCUMENT, serDes: [{ format: 'x', serialize: String }] },
  ];
  others.forEach(middleware);
  assert.equal(made.length, others.length);
});
