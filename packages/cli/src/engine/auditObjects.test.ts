import { KubernetesObject } from '@internal/plugin-irsa-node';
import { CANARY, FAKE_ID, FAKE_SECRET } from '../__testUtils__/values';
import { auditObjects } from './auditObjects';

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const PAIR = { AWS_ACCESS_KEY_ID: FAKE_ID, AWS_SECRET_ACCESS_KEY: FAKE_SECRET };
const INI = `[default]\naws_access_key_id = ${FAKE_ID}\naws_secret_access_key = ${FAKE_SECRET}\n`;

const secret = (stringData: object, name = 'keys'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'n' },
  stringData,
});
const configMap = (data: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'keys', namespace: 'n' },
  data,
});
const pod = (container: object, spec: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n' },
  spec: { containers: [{ name: 'app', ...container }], ...spec },
});
const mounted = (volume: object, mountPath = '/etc/app') =>
  pod(
    { volumeMounts: [{ name: 'v', mountPath }] },
    { volumes: [{ name: 'v', ...volume }] },
  );
const custom = (apiVersion: string, spec: object): KubernetesObject => ({
  apiVersion,
  kind: 'Custom',
  metadata: { name: 'c', namespace: 'n' },
  spec,
});

function audit(objects: KubernetesObject[], readLevel: 0 | 1 | 2 = 2) {
  const findings = auditObjects(objects, {
    readLevel,
    podIdentityAssociations: [],
  });
  const text = JSON.stringify(findings);
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain(FAKE_ID);
  return findings.map(({ kind, location, objectName, keyNames, verdict }) => [
    kind,
    location,
    objectName,
    keyNames.join(' '),
    verdict,
  ]);
}

describe('auditObjects', () => {
  it.each<[string, KubernetesObject[], string[][]]>([
    [
      'a literal',
      [pod({ env: [{ name: NAMES[0], value: FAKE_ID }] })],
      [['Pod', 'env-literal', '', NAMES[0], 'static-aws']],
    ],
    [
      'a variable from a Secret',
      [
        secret(PAIR),
        pod({
          env: NAMES.map(name => ({
            name,
            valueFrom: { secretKeyRef: { name: 'keys', key: name } },
          })),
        }),
      ],
      [['Pod', 'env-secretKeyRef', 'keys', NAMES.join(' '), 'static-aws']],
    ],
    [
      'a variable whose names say nothing',
      [
        secret({ a: FAKE_ID, b: FAKE_SECRET }),
        pod({
          env: [
            {
              name: 'USER',
              valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } },
            },
          ],
        }),
      ],
      [['Pod', 'env-secretKeyRef', 'keys', 'a', 'static-aws']],
    ],
    [
      'a variable from a ConfigMap',
      [
        configMap(PAIR),
        pod({
          env: [
            {
              name: NAMES[0],
              valueFrom: { configMapKeyRef: { name: 'keys', key: NAMES[0] } },
            },
          ],
        }),
      ],
      [['Pod', 'env-configMapKeyRef', 'keys', NAMES[0], 'static-aws']],
    ],
    [
      'all of a ConfigMap',
      [configMap(PAIR), pod({ envFrom: [{ configMapRef: { name: 'keys' } }] })],
      [['Pod', 'envFrom-configMap', 'keys', NAMES.join(' '), 'static-aws']],
    ],
    [
      'a mounted credentials file',
      [
        secret({ credentials: INI }),
        mounted({ secret: { secretName: 'keys' } }, '/root/.aws'),
      ],
      [['Pod', 'volume-secret', 'keys', 'credentials', 'static-aws']],
    ],
    [
      'a mounted file that nothing points to',
      [secret({ cloud: INI }), mounted({ secret: { secretName: 'keys' } })],
      [['Pod', 'volume-secret', 'keys', 'cloud', 'static-aws']],
    ],
    [
      'a mounted file of settings',
      [
        configMap({ 'app.properties': `x=1\naws.secretKey=${FAKE_SECRET}\n` }),
        mounted({ configMap: { name: 'keys' } }),
      ],
      [['Pod', 'volume-configMap', 'keys', 'app.properties', 'static-aws']],
    ],
    [
      'a projected volume',
      [
        secret(PAIR),
        mounted({ projected: { sources: [{ secret: { name: 'keys' } }] } }),
      ],
      [['Pod', 'volume-projected', 'keys', NAMES.join(' '), 'static-aws']],
    ],
    [
      'a command of a probe',
      [
        pod({
          livenessProbe: {
            exec: { command: ['sh', '-c', `s3 --key ${FAKE_ID}`] },
          },
        }),
      ],
      [['Pod', 'args', '', '', 'static-aws']],
    ],
    [
      'a Secret that nobody uses',
      [secret(PAIR)],
      [['Secret', 'other', 'keys', NAMES.join(' '), 'static-aws']],
    ],
    [
      'a Secret that is used by somebody of another namespace',
      [
        secret(PAIR),
        {
          ...pod({ envFrom: [{ secretRef: { name: 'keys' } }] }),
          metadata: { name: 'p', namespace: 'other' },
        },
      ],
      [
        ['Pod', 'envFrom-secret', 'keys', '', 'uncertain'],
        ['Secret', 'other', 'keys', NAMES.join(' '), 'static-aws'],
      ],
    ],
    [
      'a custom resource with a key in clear',
      [
        custom('cert-manager.io/v1', {
          acme: {
            solvers: [
              {
                dns01: {
                  route53: {
                    region: 'eu-west-1',
                    accessKeyID: FAKE_ID,
                    secretAccessKeySecretRef: { name: 'r53', key: 'secret' },
                  },
                },
              },
            ],
          },
        }),
      ],
      [['Custom', 'other', 'r53', 'accessKeyID secret', 'static-aws']],
    ],
    [
      'a custom resource for another store',
      [
        custom('example.com/v1', {
          s3: {
            endpoint: 'https://minio.example.com',
            accessKey: { name: 'm', key: 'id' },
          },
        }),
      ],
      [['Custom', 'other', 'm', 'id', 's3-compatible']],
    ],
    ['a Secret of something else', [secret({ password: FAKE_SECRET })], []],
    [
      'a custom resource without a key',
      [custom('example.com/v1', { accessKey: '', keys: [1], x: null })],
      [],
    ],
    [
      'a field of the same name of a built-in kind',
      [custom('batch/v1', { accessKey: 'x' })],
      [],
    ],
    [
      'variables that are off',
      [pod({ env: [{ name: NAMES[0], value: '' }] })],
      [],
    ],
  ])('judges %s', (_, objects, expected) => {
    expect(audit(objects)).toEqual(expected);
    expect(audit([...objects].reverse()).sort()).toEqual(expected.sort());
  });

  it('takes an endpoint that is not AWS before the form of the id', () => {
    expect(
      audit([
        secret({ cloud: INI }),
        pod(
          {
            env: [{ name: 'S3_ENDPOINT', value: 'https://minio.example.com' }],
            volumeMounts: [{ name: 'v', mountPath: '/etc/app' }],
          },
          { volumes: [{ name: 'v', secret: { secretName: 'keys' } }] },
        ),
      ]),
    ).toEqual([['Pod', 'volume-secret', 'keys', 'cloud', 's3-compatible']]);
  });

  it('judges encoded data as it judges text', () => {
    const data = Object.fromEntries(
      Object.entries({ cloud: INI }).map(([key, text]) => [
        key,
        Buffer.from(text).toString('base64'),
      ]),
    );
    expect(
      audit([
        { ...secret({}), stringData: undefined, data },
        mounted({ secret: { secretName: 'keys' } }),
      ]),
    ).toEqual([['Pod', 'volume-secret', 'keys', 'cloud', 'static-aws']]);
  });

  it('looks at no value below level 2, and at no key name below level 1', () => {
    const objects = [
      secret({ cloud: INI }, 'file'),
      secret(PAIR),
      pod({ envFrom: [{ secretRef: { name: 'keys' } }] }),
    ];
    expect(audit(objects, 1)).toEqual([
      ['Pod', 'envFrom-secret', 'keys', NAMES.join(' '), 'static-aws'],
    ]);
    expect(audit(objects, 0)).toEqual([
      ['Pod', 'envFrom-secret', 'keys', '', 'uncertain'],
    ]);
  });
});
