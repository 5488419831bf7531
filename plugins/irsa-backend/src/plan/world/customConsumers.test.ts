import { secretsMadeBy } from 'backstage-plugin-irsa-node';
import { namedIn } from './customConsumers';

const named = (spec: object, metadata: object = { namespace: 'team' }) =>
  namedIn({ metadata, spec }, 'team');

describe('what custom resources name', () => {
  it.each<[string, object]>([
    ['Spark', { driver: { serviceAccount: 'sa' } }],
    ['Argo', { workflowSpec: { serviceAccountName: 'sa' } }],
    ['Tekton', { taskRunTemplate: { serviceAccountName: 'sa' } }],
    ['Knative', { template: { spec: { serviceAccountName: 'sa' } } }],
    [
      'External Secrets',
      {
        provider: {
          aws: { auth: { jwt: { serviceAccountRef: { name: 'sa' } } } },
        },
      },
    ],
    [
      'steps of a list',
      { tasks: [{ podTemplate: { serviceAccountName: 'sa' } }] },
    ],
  ])('a ServiceAccount of %s', (_, spec) => {
    expect(named(spec).serviceAccounts).toEqual(['sa']);
  });

  it('only those of the namespace', () => {
    const spec = {
      auth: { serviceAccountRef: { name: 'sa', namespace: 'x' } },
    };
    expect(named(spec).serviceAccounts).toEqual([]);
    expect(
      named({ serviceAccountRef: { name: 'sa' } }, {}).serviceAccounts,
    ).toEqual([]);
  });

  it('Secrets and ConfigMaps', () => {
    expect(
      named({
        accessKeyIDSecretRef: { name: 'one', key: 'id' },
        env: [{ valueFrom: { secretKeyRef: { name: 'two', key: 'x' } } }],
        volumes: [{ secret: { secretName: 'three' } }],
        configMapRef: { name: 'four' },
      }).objects,
    ).toEqual(['Secret/one', 'Secret/two', 'Secret/three', 'ConfigMap/four']);
  });

  it.each<[string, object]>([
    [
      'KEDA',
      {
        secretTargetRef: [
          { parameter: 'awsAccessKeyID', name: 'aws', key: 'id' },
        ],
      },
    ],
    [
      'CloudNativePG',
      {
        backup: {
          barmanObjectStore: {
            s3Credentials: { accessKeyId: { name: 'aws', key: 'id' } },
          },
        },
      },
    ],
    ['Velero', { credential: { name: 'aws', key: 'cloud' } }],
    [
      'Prometheus',
      { remoteWrite: [{ sigv4: { accessKey: { name: 'aws', key: 'id' } } }] },
    ],
  ])('the Secret of a value that %s chooses', (_, spec) => {
    expect(named(spec).objects).toEqual(['Secret/aws']);
  });

  it('no Secret where a name stands alone, or a key does', () => {
    expect(
      named({
        cluster: { name: 'aws' },
        configMap: { name: 'settings', key: 'x' },
        labels: [{ key: 'aws', value: 'aws' }],
      }).objects,
    ).toEqual(['ConfigMap/settings']);
  });
});

describe('Secrets that custom resources make', () => {
  const made = (kind: string, spec: object, namespace?: string) =>
    secretsMadeBy(
      {
        apiVersion: 'external-secrets.io/v1',
        kind,
        metadata: { name: 'keys', namespace },
        spec,
      },
      'team',
    );

  it.each<[string, string[], string, object, string | undefined]>([
    [
      'one that it fills and does not own',
      ['worker-aws'],
      'ExternalSecret',
      { target: { name: 'worker-aws', creationPolicy: 'Merge' } },
      'team',
    ],
    ['one of its own name', ['keys'], 'ExternalSecret', { target: {} }, 'team'],
    ['one of another namespace', [], 'ExternalSecret', { target: {} }, 'x'],
    [
      'one in many namespaces',
      ['worker-aws'],
      'ClusterExternalSecret',
      { externalSecretSpec: { target: { name: 'worker-aws' } } },
      undefined,
    ],
    ['none', [], 'SecretStore', { provider: {} }, 'team'],
  ])('%s', (_, names, kind, spec, namespace) => {
    expect(made(kind, spec, namespace)).toEqual(names);
  });
});
