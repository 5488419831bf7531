import { AccessKeyPair } from '../aws/model/accessKeyIds';
import { JsonObject } from '../kubernetes/types';

/** One way in which a generated workload gets its credentials, or a look-alike. */
export interface CredentialCase {
  name: string;
  /** Share of the fleet, in per mille. */
  weight: number;
  /** Its ServiceAccount has a role. */
  role?: boolean;
  /** The objects that the workload reads, made from a key. */
  object?: {
    kind: 'Secret' | 'ConfigMap';
    data(key: AccessKeyPair): Record<string, string>;
  };
  /** What the case adds to the container, given the name of the object and a key. */
  container?(object: string, key: AccessKeyPair): JsonObject;
  initContainer?: boolean;
  volume?(object: string): JsonObject;
}

const ID = 'AWS_ACCESS_KEY_ID';
const SECRET = 'AWS_SECRET_ACCESS_KEY';

const pair = (key: AccessKeyPair) => ({
  [ID]: key.accessKeyId,
  [SECRET]: key.secretAccessKey,
});
const file = (key: AccessKeyPair) => ({
  credentials: `[default]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`,
});
const from = (source: string, name: string, key: string) => ({
  name: key,
  valueFrom: { [source]: { name, key } },
});
const mount = { name: 'aws', mountPath: '/root/.aws', readOnly: true };

/** All cases: literals, references, files and arguments; healthy workloads; look-alikes that must not be found. */
export const CREDENTIAL_CASES: readonly CredentialCase[] = [
  { name: 'none', weight: 400 },
  { name: 'irsa', weight: 170, role: true },
  {
    name: 'env-literal',
    weight: 30,
    container: (_, key) => ({
      env: Object.entries(pair(key)).map(([name, value]) => ({ name, value })),
    }),
  },
  {
    name: 'env-secretKeyRef',
    weight: 100,
    object: { kind: 'Secret', data: pair },
    container: name => ({
      env: [ID, SECRET].map(key => from('secretKeyRef', name, key)),
    }),
  },
  {
    name: 'env-configMapKeyRef',
    weight: 10,
    object: { kind: 'ConfigMap', data: pair },
    container: name => ({
      env: [ID, SECRET].map(key => from('configMapKeyRef', name, key)),
    }),
  },
  {
    name: 'envFrom-secret',
    weight: 90,
    object: {
      kind: 'Secret',
      data: key => ({ ...pair(key), LOG_LEVEL: 'info' }),
    },
    container: name => ({ envFrom: [{ secretRef: { name } }] }),
  },
  {
    name: 'envFrom-configMap',
    weight: 10,
    object: { kind: 'ConfigMap', data: pair },
    container: name => ({ envFrom: [{ configMapRef: { name } }] }),
  },
  {
    name: 'volume-secret',
    weight: 40,
    object: { kind: 'Secret', data: file },
    container: () => ({ volumeMounts: [mount] }),
    volume: secretName => ({ name: 'aws', secret: { secretName } }),
  },
  {
    name: 'volume-projected',
    weight: 10,
    object: { kind: 'Secret', data: file },
    container: () => ({ volumeMounts: [mount] }),
    volume: name => ({
      name: 'aws',
      projected: { sources: [{ secret: { name } }] },
    }),
  },
  {
    name: 'args',
    weight: 5,
    container: (_, key) => ({
      args: [
        `-Daws.accessKeyId=${key.accessKeyId}`,
        `-Daws.secretKey=${key.secretAccessKey}`,
      ],
    }),
  },
  {
    name: 'init-container',
    weight: 10,
    object: { kind: 'Secret', data: pair },
    container: name => ({ envFrom: [{ secretRef: { name } }] }),
    initContainer: true,
  },
  {
    name: 'shadowed',
    weight: 45,
    role: true,
    object: { kind: 'Secret', data: pair },
    container: name => ({ envFrom: [{ secretRef: { name } }] }),
  },
  {
    name: 'other-store',
    weight: 30,
    object: {
      kind: 'Secret',
      data: key => ({ [ID]: 'minio-reader', [SECRET]: key.secretAccessKey }),
    },
    container: name => ({
      env: [
        { name: 'S3_ENDPOINT', value: 'http://minio.storage.svc:9000' },
        ...[ID, SECRET].map(key => from('secretKeyRef', name, key)),
      ],
    }),
  },
  {
    name: 'look-alike',
    weight: 50,
    object: {
      kind: 'Secret',
      data: key => ({
        API_KEY: key.secretAccessKey,
        DATABASE_PASSWORD: 'fleet',
      }),
    },
    container: name => ({ envFrom: [{ secretRef: { name } }] }),
  },
];
