import { partsOf } from './kindsBySchema';

const spec = (properties: object) => ({
  type: 'object',
  properties: {
    metadata: { properties: { secretName: {} } },
    spec: { type: 'object', properties },
    status: { properties: { secretRef: {} } },
  },
});
const text = { type: 'string' };
const containers = {
  type: 'array',
  items: { properties: { name: text, image: text, env: { type: 'array' } } },
};

describe('the schema of a definition', () => {
  it.each<[string, object, boolean, boolean]>([
    ['only settings', spec({ replicas: { type: 'integer' } }), false, false],
    [
      'a Pod template',
      spec({
        template: { properties: { spec: { properties: { containers } } } },
      }),
      true,
      false,
    ],
    ['a text of settings', spec({ 'config.string': text }), false, true],
    [
      'a chosen configuration',
      spec({ configuration: { ...text, enum: ['small', 'large'] } }),
      false,
      false,
    ],
    ['credentials by their name', spec({ credentials: text }), false, true],
    ['containers of another sort', spec({ containers: text }), false, false],
    [
      'a login in clear',
      spec({ smtp: { properties: { user: text, password: text } } }),
      false,
      true,
    ],
    [
      'a user and no password',
      spec({ owner: { properties: { user: text, name: text } } }),
      false,
      false,
    ],
    ['a name of a Secret', spec({ storage_s3_secret: text }), false, true],
    [
      'references in a list',
      spec({
        stores: { type: 'array', items: { properties: { secretRef: {} } } },
      }),
      false,
      true,
    ],
    [
      'references in a map',
      spec({
        stores: { additionalProperties: { properties: { secret: {} } } },
      }),
      false,
      true,
    ],
    [
      'references by kind and name',
      spec({
        substituteFrom: {
          items: {
            properties: { kind: { enum: ['Secret', 'ConfigMap'] }, name: text },
          },
        },
      }),
      false,
      true,
    ],
    [
      'references to kinds that a schema does not name',
      spec({ from: { properties: { kind: text, name: text } } }),
      false,
      true,
    ],
    [
      'references to other kinds',
      spec({
        sourceRef: { properties: { kind: { enum: ['Bucket'] }, name: text } },
      }),
      false,
      false,
    ],
    [
      'open fields',
      {
        properties: {
          spec: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
      false,
      true,
    ],
    [
      'an object of any kind in a list',
      spec({
        manifests: {
          type: 'array',
          items: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      }),
      false,
      true,
    ],
    [
      'a selector of a data key',
      spec({ accessKey: { properties: { name: text, key: text } } }),
      false,
      true,
    ],
    [
      'a key by its name',
      spec({ s3: { properties: { secretKey: text } } }),
      false,
      true,
    ],
    [
      'parameters of any name',
      spec({ parameters: { type: 'object', additionalProperties: text } }),
      false,
      true,
    ],
    [
      'labels to choose objects',
      spec({ matchLabels: { type: 'object', additionalProperties: text } }),
      false,
      false,
    ],
    ['no schema', {}, false, false],
  ])('with %s', (_name, schema, pods, secrets) => {
    expect(partsOf(schema)).toEqual({ pods, secrets });
  });
});
