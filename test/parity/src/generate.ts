import { gzipSync } from 'node:zlib';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import {
  Credential,
  dataOf,
  fileOf,
  makeCredential,
  marksOf,
} from './credentials';
import { Random } from './random';
import { Case } from './types';

/** A generated case, with what is true of it. */
export interface GeneratedCase extends Case {
  store: Credential['store'];
}

const NAMESPACE = 'app';
type Place = (random: Random, credential: Credential) => KubernetesObject[];

const meta = (name: string) => ({ name, namespace: NAMESPACE });

function secret(credential: Credential, data = dataOf(credential)) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...meta('keys'), ...marksOf(credential) },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  };
}

function configMap(credential: Credential, data = dataOf(credential)) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...meta('keys'), ...marksOf(credential) },
    data,
  };
}

/** A workload of some kind whose container, or init container, has these parts. */
function workload(
  random: Random,
  container: object,
  volumes?: object[],
): KubernetesObject {
  const main = { name: 'main', image: 'app', ...container };
  const spec = {
    ...(random.pick([true, false, false])
      ? {
          initContainers: [main],
          containers: [{ name: 'app', image: 'app' }],
        }
      : { containers: [main] }),
    ...(volumes ? { volumes } : {}),
  };
  const kind = random.pick([
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'CronJob',
  ]);
  return kind === 'CronJob'
    ? {
        apiVersion: 'batch/v1',
        kind,
        metadata: meta('app'),
        spec: {
          schedule: '0 0 * * *',
          jobTemplate: { spec: { template: { spec } } },
        },
      }
    : {
        apiVersion: 'apps/v1',
        kind,
        metadata: meta('app'),
        spec: { template: { spec } },
      };
}

const envFrom = (kind: 'secretRef' | 'configMapRef') => ({
  envFrom: [{ [kind]: { name: 'keys' } }],
});

function variables(
  credential: Credential,
  field: 'secretKeyRef' | 'configMapKeyRef',
) {
  const names =
    credential.naming === 'neutral'
      ? ['STORE_USER', 'STORE_PASS', 'STORE_ADDRESS']
      : [
          'AWS_ACCESS_KEY_ID',
          'AWS_SECRET_ACCESS_KEY',
          credential.endpoint?.name,
        ];
  return {
    env: Object.keys(dataOf(credential)).map((key, at) => ({
      name: at === 2 ? credential.endpoint!.name : names[at],
      valueFrom: { [field]: { name: 'keys', key } },
    })),
  };
}

const mounted = (volume: object, mount: object = {}) =>
  [
    { volumeMounts: [{ name: 'v', mountPath: '/etc/app', ...mount }] },
    [{ name: 'v', ...volume }],
  ] as const;

function custom(spec: object): KubernetesObject {
  return {
    apiVersion: 'parity.example.com/v1',
    kind: 'Store',
    metadata: meta('store'),
    spec,
  };
}

const PLACES: Readonly<Record<string, Place>> = {
  'literal variables': (random, credential) => [
    workload(random, {
      env: Object.entries(dataOf(credential)).map(([name, value]) => ({
        name: name.replace(/[.-]/g, '_').toUpperCase(),
        value,
      })),
    }),
  ],
  'variables from a Secret': (random, credential) => [
    secret(credential),
    workload(random, variables(credential, 'secretKeyRef')),
  ],
  'variables from a ConfigMap': (random, credential) => [
    configMap(credential),
    workload(random, variables(credential, 'configMapKeyRef')),
  ],
  'all of a Secret': (random, credential) => [
    secret(credential),
    workload(random, envFrom('secretRef')),
  ],
  'all of a ConfigMap': (random, credential) => [
    configMap(credential),
    workload(random, envFrom('configMapRef')),
  ],
  'a file of a Secret': (random, credential) => {
    const { name, text } = fileOf(random, credential);
    const [container, volumes] = mounted(
      { secret: { secretName: 'keys' } },
      random.pick([{}, { mountPath: `/etc/app/${name}`, subPath: name }]),
    );
    return [
      secret(credential, { [name]: text }),
      workload(random, container, volumes as unknown as object[]),
    ];
  },
  'a file of a ConfigMap': (random, credential) => {
    const { name, text } = fileOf(random, credential);
    const [container, volumes] = mounted({
      projected: { sources: [{ configMap: { name: 'keys' } }] },
    });
    return [
      configMap(credential, { [name]: text }),
      workload(random, container, volumes as unknown as object[]),
    ];
  },
  'a field of a resource that names a Secret': (random, credential) => [
    secret(credential),
    custom(
      random.pick<object>([
        { secretName: 'keys' },
        { secretRef: { name: 'keys' } },
        { existingSecret: 'keys' },
        { storage: { credentialsSecretRef: { name: 'keys' } } },
        { backends: [{ secret: 'keys' }] },
        { auth: { secretKeyRef: { name: 'keys', key: 'x' } } },
        { object_storage_s3_secret: 'keys' },
        { externalConfiguration: { dataSecret: { name: 'keys' } } },
        { workspaces: [{ name: 'aws', secret: { secretName: 'keys' } }] },
        { accessKey: { name: 'keys', key: credential.idName } },
      ]),
    ),
  ],
  'a key in a resource': (_random, credential) => [
    custom({ s3: dataOf(credential) }),
  ],
  'values of a release': (_random, credential) => [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: meta('sh.helm.release.v1.app.v2'),
      type: 'helm.sh/release.v1',
      data: {
        release: Buffer.from(
          gzipSync(
            JSON.stringify({
              name: 'app',
              config: { s3: dataOf(credential) },
              manifest: '',
            }),
          ).toString('base64'),
        ).toString('base64'),
      },
    },
  ],
  'a Secret that nothing names': (_random, credential) => [secret(credential)],
  'a Secret that a resource will make': (random, credential) => {
    const keys = Object.keys(dataOf(credential));
    const encrypted = Object.fromEntries(
      keys.map(key => [key, 'AgBy3i4OJSWK']),
    );
    const makers: KubernetesObject[] = [
      {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: meta('keys'),
        spec: { encryptedData: encrypted },
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: meta('keys'),
        spec: {
          data: keys.map(secretKey => ({ secretKey, remoteRef: { key: 'x' } })),
        },
      },
      {
        apiVersion: 'isindir.github.com/v1alpha3',
        kind: 'SopsSecret',
        metadata: meta('sops'),
        spec: { secretTemplates: [{ name: 'keys', stringData: encrypted }] },
      },
      {
        apiVersion: 'secrets.hashicorp.com/v1beta1',
        kind: 'VaultStaticSecret',
        metadata: meta('vault'),
        spec: { destination: { name: 'keys', create: true } },
      },
    ];
    return [random.pick(makers), workload(random, envFrom('secretRef'))];
  },
};

/** Cases over every place, whose key and whose names. The same seed gives the same cases. */
export function generateCases(seed: number, count: number): GeneratedCase[] {
  const random = new Random(seed);
  const places = Object.keys(PLACES);
  return Array.from({ length: count }, (_, at) => {
    const place = places[at % places.length];
    const credential = makeCredential(random);
    const shown = credential.shownBy ? ` by its ${credential.shownBy}` : '';
    return {
      name: `${place}, ${credential.store}${shown}, ${credential.naming} names (${at})`,
      objects: PLACES[place](random, credential),
      store: credential.store,
    };
  });
}

/** Places whose values only AWS or a vault has, so that no door can know whose key it is. */
export function hasValues({ name }: Case): boolean {
  return !name.startsWith('a Secret that a resource will make');
}
