import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { configMap, JSON_PATCH } from '../support/manifests';
import { made, patch } from '../support/objects';
import { outcome } from '../support/reduce';
import { APP, patched, SIDECAR, TEMPLATE } from './workload';

const RFC6902 = 'https://www.rfc-editor.org/rfc/rfc6902';

const CONTAINER = '/spec/template/spec/containers/0';

const json = patched(JSON_PATCH, RFC6902);

const REFUSED = { status: 422, reason: 'Invalid', generation: 1 };

export const jsonPatches: Behaviour<Cluster>[] = [
  json(
    'json-test-then-remove',
    'env entries go by index, each tested by its name first',
    [
      {
        op: 'test',
        path: `${CONTAINER}/env/2/name`,
        value: 'AWS_SECRET_ACCESS_KEY',
      },
      { op: 'remove', path: `${CONTAINER}/env/2` },
      {
        op: 'test',
        path: `${CONTAINER}/env/1/name`,
        value: 'AWS_ACCESS_KEY_ID',
      },
      { op: 'remove', path: `${CONTAINER}/env/1` },
    ],
    { ...TEMPLATE, containers: [{ ...APP, env: ['LEVEL'] }, SIDECAR] },
  ),
  json(
    'json-test-fails',
    'a test that fails stops the whole patch, also what came before it',
    [
      { op: 'remove', path: `${CONTAINER}/env/2` },
      { op: 'test', path: `${CONTAINER}/env/0/name`, value: 'MOVED' },
    ],
    REFUSED,
  ),
  json(
    'json-test-object',
    'a test compares whole objects',
    [
      {
        op: 'test',
        path: `${CONTAINER}/envFrom/0`,
        value: { secretRef: { name: 'aws-secrets' } },
      },
      { op: 'remove', path: `${CONTAINER}/envFrom/0` },
    ],
    { ...TEMPLATE, containers: [{ ...APP, envFrom: ['settings'] }, SIDECAR] },
  ),
  json(
    'json-test-missing',
    'a test of null finds what is not there',
    [
      { op: 'test', path: `${CONTAINER}/workingDir`, value: null },
      { op: 'remove', path: `${CONTAINER}/env` },
    ],
    {
      ...TEMPLATE,
      containers: [{ ...APP, env: undefined }, SIDECAR],
    },
  ),
  json(
    'json-missing-path',
    'what is not there cannot be removed',
    [{ op: 'remove', path: `${CONTAINER}/env/9` }],
    REFUSED,
  ),
  json(
    'json-replace-missing',
    'nor replaced in a list',
    [{ op: 'replace', path: `${CONTAINER}/env/9`, value: { name: 'X' } }],
    REFUSED,
  ),
  json(
    'json-add-without-parent',
    'nor added to',
    [{ op: 'add', path: '/spec/template/metadata/annotations/a', value: 'b' }],
    REFUSED,
  ),
  json(
    'json-append',
    'a dash is the end of a list',
    [{ op: 'add', path: `${CONTAINER}/env/-`, value: { name: 'LAST' } }],
    {
      ...TEMPLATE,
      containers: [{ ...APP, env: [...APP.env, 'LAST'] }, SIDECAR],
    },
  ),
  json(
    'json-escaped',
    'a slash in a key is ~1',
    [
      {
        op: 'add',
        path: '/spec/template/metadata/labels/example.com~1part-of',
        value: 'x',
      },
    ],
    TEMPLATE,
  ),
  json(
    'json-unknown-operation',
    'an operation that does not exist is refused',
    [{ op: 'prune', path: CONTAINER }],
    REFUSED,
  ),
  {
    id: 'patch.json-replace-adds',
    what: 'a replace of a key that a map does not have adds it: only a test protects',
    source: 'evanphx/json-patch v4, which the API server uses',
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const { status, body } = await patch(
        cluster,
        'configmaps',
        'c',
        JSON_PATCH,
        [{ op: 'replace', path: '/data/none', value: 'x' }],
      );
      return [status, body.data];
    },
    answer: [200, { k: 'v', none: 'x' }],
  },
  {
    id: 'patch.json-message',
    what: 'a refusal does not say what did not apply',
    source: RFC6902,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      const refused = async (operation: unknown) => {
        const answer = await patch(cluster, 'configmaps', 'c', JSON_PATCH, [
          operation,
        ]);
        return [answer.status, answer.body.message, answer.body.details];
      };
      return [
        await refused({ op: 'test', path: '/data/k', value: 'other' }),
        await refused({ op: 'remove', path: '/data/none' }),
      ];
    },
    answer: [
      [
        422,
        'the server rejected our request due to an error in our request',
        {},
      ],
      [
        422,
        'the server rejected our request due to an error in our request',
        {},
      ],
    ],
  },
  {
    id: 'patch.json-no-list',
    what: 'a JSON Patch is a list',
    source: RFC6902,
    call: async cluster => {
      await made(cluster, 'configmaps', configMap('c'));
      return outcome(
        await patch(cluster, 'configmaps', 'c', JSON_PATCH, { data: {} }),
      );
    },
    answer: { status: 400, reason: 'BadRequest' },
  },
];
