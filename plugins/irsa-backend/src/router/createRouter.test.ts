import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { openApiDocument } from 'backstage-plugin-irsa-common';
import express, { ErrorRequestHandler, Router } from 'express';
import request from 'supertest';
import { mockLogger } from '../__testUtils__/mockLogger';
import { createRouter, RouterOptions } from './createRouter';

const answerWithName: ErrorRequestHandler = (error, _request, response, _) =>
  response.status(500).json({ name: error.name });

const serve = (router: Router) =>
  express().use('/api/irsa', router).use(answerWithName);

describe('the router', () => {
  const before = JSON.stringify(openApiDocument);
  const app = serve(
    createRouter({ logger: mockLogger() } as unknown as RouterOptions),
  );

  it('hands out the document as it was written, below its own address', async () => {
    const { body } = await request(app).get('/api/irsa/openapi.json');
    expect(body).toEqual({
      ...openApiDocument,
      paths: Object.fromEntries(
        Object.entries(openApiDocument.paths as Record<string, object>).map(
          ([path, operations]) => [`/api/irsa${path}`, operations],
        ),
      ),
    });
    expect(JSON.stringify(openApiDocument)).toBe(before);
  });

  it.each([
    '/workloads?nonsense=1',
    '/workloads?limit=many',
    '/workloads?limit=1e999',
    '/workloads?offset=Infinity',
    '/trends?days=1e999',
    '/migrations/x/events?after=1e999',
    '/workloads?status=odd',
  ])('refuses what the document does not know: %s', async path => {
    const { body } = await request(app).get(`/api/irsa${path}`);
    expect(body.name).toBe('InputError');
  });

  it('is made from a document that OpenAPI allows, which is not looked at again at each start', async () => {
    const valid = async (document: object) => {
      const router = createValidatedOpenApiRouter(
        structuredClone(document) as never,
        { validatorOptions: { validateApiSpec: true } },
      );
      return (await request(serve(router)).get('/api/irsa/openapi.json'))
        .status;
    };
    expect(await valid(openApiDocument)).toBe(200);
    jest.spyOn(console, 'error').mockImplementation(() => {});
    expect(await valid({ ...openApiDocument, paths: { '/a': 1 } })).not.toBe(
      200,
    );
    jest.restoreAllMocks();
  });
});
