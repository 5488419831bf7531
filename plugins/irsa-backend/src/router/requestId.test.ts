import express from 'express';
import request from 'supertest';
import { mockLogger } from '../__testUtils__/mockLogger';
import { requestId } from './requestId';

function app() {
  const logger = mockLogger();
  const server = express();
  server.use(requestId(logger));
  server.get('/good', (_, response) => void response.json({}));
  server.get('/bad', (_, response) => void response.status(503).json({}));
  return { server, logger };
}

it('is in each answer, another one each time, and may be read by the pages', async () => {
  const { server, logger } = app();
  const ids = [];
  for (const _ of [1, 2]) {
    const answer = await request(server).get('/good');
    expect(answer.get('Access-Control-Expose-Headers')).toBe('X-Request-Id');
    ids.push(answer.get('X-Request-Id'));
  }
  expect(ids[0]).toMatch(/^[\w-]{36}$/);
  expect(ids[1]).not.toBe(ids[0]);
  expect(logger.error).not.toHaveBeenCalled();
});

it('is logged with a fault of ours', async () => {
  const { server, logger } = app();
  const answer = await request(server).get('/bad');
  expect(logger.error).toHaveBeenCalledWith(
    `Request ${answer.get('X-Request-Id')}: GET /bad was answered with 503`,
  );
});

it.each([
  ['proxy-4711', true],
  ['two words', false],
  ['x'.repeat(65), false],
])('given by a proxy as %p is passed on: %p', async (given, isPassedOn) => {
  const { server } = app();
  const answer = await request(server).get('/good').set('X-Request-Id', given);
  expect(answer.get('X-Request-Id') === given).toBe(isPassedOn);
});
