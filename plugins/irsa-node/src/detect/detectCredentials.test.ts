import fc from 'fast-check';
import { isForeignEndpoint, lookUpName } from './credentialCatalogue';
import { detectCredentials } from './detectCredentials';
import { PodContainer, PodSpec } from './types';

const KEY_ID = `AKIA${'Q2ZX'.repeat(4)}`;
const keys: Record<string, string[]> = {
  'Secret/aws': ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'password'],
  'Secret/bare': ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'],
  'Secret/file': ['credentials'],
  'Secret/other': ['password', 'tls.crt'],
  'ConfigMap/aws': ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
};

function detect(
  container: Partial<PodContainer>,
  spec: PodSpec = {},
  roleArn?: string,
) {
  return detectCredentials({
    spec: { ...spec, containers: [{ name: 'app', ...container }] },
    keysOf: (kind, name) => keys[`${kind}/${name}`],
    roleArn,
  }).map(({ reference }) => reference);
}

const secretVariable = (name: string, secret: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});
const pair = [
  secretVariable('AWS_ACCESS_KEY_ID', 'aws', 'AWS_ACCESS_KEY_ID'),
  secretVariable('AWS_SECRET_ACCESS_KEY', 'aws', 'AWS_SECRET_ACCESS_KEY'),
];
const fileVolume: PodSpec = {
  volumes: [{ name: 'v', secret: { secretName: 'file' } }],
};

describe('detectCredentials', () => {
  it.each<[string, ReturnType<typeof detect>, [string, string][]]>([
    [
      'literal key id',
      detect({ env: [{ name: 'AWS_ACCESS_KEY_ID', value: KEY_ID }] }),
      [['env-literal', 'static-aws']],
    ],
    [
      'literal of another store',
      detect({ env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'minioadmin' }] }),
      [['env-literal', 's3-compatible']],
    ],
    [
      'empty literal, switched off',
      detect({ env: [{ name: 'AWS_ACCESS_KEY_ID', value: '' }] }),
      [],
    ],
    [
      'secretKeyRef',
      detect({ env: pair }),
      [['env-secretKeyRef', 'static-aws']],
    ],
    [
      'secretKeyRef beside an endpoint elsewhere',
      detect({
        env: [
          ...pair,
          { name: 'AWS_ENDPOINT_URL', value: 'http://minio:9000' },
        ],
      }),
      [['env-secretKeyRef', 's3-compatible']],
    ],
    [
      'secretKeyRef beside an AWS endpoint',
      detect({
        env: [
          ...pair,
          { name: 'S3_ENDPOINT', value: 'https://s3.eu-west-1.amazonaws.com' },
        ],
      }),
      [['env-secretKeyRef', 'static-aws']],
    ],
    [
      'secretKeyRef with a role',
      detect({ env: pair }, {}, 'arn:aws:iam::111122223333:role/x'),
      [['env-secretKeyRef', 'irsa-shadowed']],
    ],
    [
      'envFrom',
      detect({ envFrom: [{ secretRef: { name: 'aws' } }] }),
      [['envFrom-secret', 'static-aws']],
    ],
    [
      'envFrom with a prefix that makes the names',
      detect({ envFrom: [{ prefix: 'AWS_', secretRef: { name: 'bare' } }] }),
      [['envFrom-secret', 'static-aws']],
    ],
    [
      'envFrom with a prefix: no SDK reads it, the program may',
      detect({ envFrom: [{ prefix: 'X_', secretRef: { name: 'aws' } }] }),
      [['envFrom-secret', 'static-aws']],
    ],
    [
      'envFrom of unknown keys',
      detect({ envFrom: [{ secretRef: { name: 'unseen' } }] }),
      [['envFrom-secret', 'uncertain']],
    ],
    [
      'envFrom without credentials',
      detect({ envFrom: [{ secretRef: { name: 'other' } }] }),
      [],
    ],
    [
      'envFrom of a ConfigMap',
      detect({ envFrom: [{ configMapRef: { name: 'aws' } }] }),
      [['envFrom-configMap', 'static-aws']],
    ],
    [
      'credentials file in the home directory',
      detect(
        { volumeMounts: [{ name: 'v', mountPath: '/root/.aws' }] },
        fileVolume,
      ),
      [['volume-secret', 'static-aws']],
    ],
    [
      'credentials file by subPath',
      detect(
        {
          volumeMounts: [
            {
              name: 'v',
              mountPath: '/home/app/.aws/credentials',
              subPath: 'credentials',
            },
          ],
        },
        fileVolume,
      ),
      [['volume-secret', 'static-aws']],
    ],
    [
      'renamed item named by a variable',
      detect(
        {
          env: [
            { name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/etc/cloud/ini' },
          ],
          volumeMounts: [{ name: 'v', mountPath: '/etc/cloud' }],
        },
        {
          volumes: [
            {
              name: 'v',
              projected: {
                sources: [
                  {
                    secret: {
                      name: 'other',
                      items: [{ key: 'password', path: 'ini' }],
                    },
                  },
                ],
              },
            },
          ],
        },
      ),
      [['volume-projected', 'static-aws']],
    ],
    [
      'credentials mounted somewhere else',
      detect(
        { volumeMounts: [{ name: 'v', mountPath: '/etc/something' }] },
        fileVolume,
      ),
      [],
    ],
    [
      'Java property',
      detect({ args: ['-Daws.accessKeyId=$(ID)', '-Daws.secretKey=abc'] }),
      [['args', 'static-aws']],
    ],
    ['key id in a command', detect({ command: ['sh', `-c=${KEY_ID}`] }), []],
    [
      'key id as a word',
      detect({ args: ['--key', KEY_ID] }),
      [['args', 'static-aws']],
    ],
  ])('%s', (_, references, expected) => {
    expect(references.map(r => [r.location, r.verdict])).toEqual(expected);
    expect(references.every(({ why }) => why)).toBe(true);
  });

  it('looks into init containers and joins the variables of one object', () => {
    const [found, ...rest] = detectCredentials({
      spec: { initContainers: [{ name: 'seed', env: pair }] },
      keysOf: () => undefined,
    });
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      idKeys: ['AWS_ACCESS_KEY_ID'],
      reference: {
        container: 'seed',
        containerType: 'init',
        envNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
      },
    });
  });

  it('lets no value out, whatever is in a template', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, unit: 'grapheme-ascii' }),
        value => {
          const secret = `canary${value.replace(/[^A-Za-z0-9]/g, 'x')}`;
          const found = detect({
            env: [
              { name: 'AWS_ACCESS_KEY_ID', value: KEY_ID },
              { name: 'AWS_SECRET_ACCESS_KEY', value: secret },
            ],
            args: [`-Daws.secretKey=${secret}`, `s3://${KEY_ID}:${secret}@b`],
          });
          expect(JSON.stringify(found)).not.toContain(secret);
          expect(JSON.stringify(found)).not.toContain(KEY_ID);
          expect(found.length).toBe(2);
        },
      ),
    );
  });

  it.each([
    ['aws.accessKeyId', 'id'],
    ['cloud.aws.credentials.secret-key', 'secret'],
    ['spark.hadoop.fs.s3a.access.key', 'id'],
    ['AWS_SESSION_TOKEN', 'token'],
    ['AWS_REGION', undefined],
  ])('knows the name %s as %s', (name, part) => {
    expect(lookUpName(name)?.part).toBe(part);
  });

  it('does not take an endpoint that only contains the name of AWS for AWS', () => {
    expect(
      isForeignEndpoint('S3_ENDPOINT', 'https://amazonaws.com.evil.example'),
    ).toBe(true);
  });
});
