import {
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { JsonObject, Pod } from '../types';

const CORE = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const BATCH = '/apis/batch/v1/namespaces/default';
const MERGE = { 'content-type': 'application/merge-patch+json' };

// The messages were taken from the real server.
describe('what cannot be changed', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await clusterForTests();
    const { spec } = deploymentManifest('x', {}, { replicas: 0 });
    const template = {
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'a', image: 'never-ready' }],
      },
    };
    await cluster.apply([
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'set' },
        spec: { ...(spec as JsonObject), serviceName: 'x' },
      },
      deploymentManifest('web', {}, { replicas: 0 }),
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'map' },
        immutable: true,
        data: { a: '1' },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'secret' },
        immutable: true,
        data: { a: 'MQ==' },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'job' },
        spec: { template },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'service' },
        spec: { ports: [{ port: 80 }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'pod' },
        spec: { containers: [{ name: 'a', image: 'app:1' }] },
      },
    ]);
  });
  afterAll(() => cluster.close());

  it.each<[string, JsonObject, string]>([
    [
      `${APPS}/statefulsets/set`,
      { spec: { serviceName: 'y' } },
      `StatefulSet.apps "set" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`,
    ],
    [
      `${APPS}/deployments/web`,
      {
        spec: {
          selector: { matchLabels: { app: 'c' } },
          template: { metadata: { labels: { app: 'c' } } },
        },
      },
      'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"c"}}: field is immutable',
    ],
    [
      `${CORE}/configmaps/map`,
      { data: { a: '2' } },
      'ConfigMap "map" is invalid: data: Forbidden: field is immutable when `immutable` is set',
    ],
    [
      `${CORE}/configmaps/map`,
      { immutable: false },
      'ConfigMap "map" is invalid: immutable: Forbidden: field is immutable when `immutable` is set',
    ],
    [
      `${CORE}/secrets/secret`,
      { data: { a: 'Mg==' } },
      'Secret "secret" is invalid: data: Forbidden: field is immutable when `immutable` is set',
    ],
    [
      `${BATCH}/jobs/job`,
      { spec: { completions: 3 } },
      'Job.batch "job" is invalid: spec.completions: Invalid value: 3: field is immutable',
    ],
    [
      `${CORE}/services/service`,
      { spec: { clusterIP: '10.96.77.77' } },
      'Service "service" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.77.77"]: may not change once set',
    ],
    [
      `${CORE}/pods/pod`,
      { spec: { ephemeralContainers: [{ name: 'x', image: 'y' }] } },
      'Pod "pod" is invalid: spec: Forbidden: pod updates may not change fields other than',
    ],
  ])('%s', async (path, patch, message) => {
    const { status, body } = await cluster.call('PATCH', path, patch, MERGE);
    expect(status).toBe(422);
    expect(body.message).toContain(message);
  });

  it('ephemeral containers come by their subresource, and stay', async () => {
    const path = `${CORE}/pods/pod/ephemeralcontainers`;
    const added = await cluster.call(
      'PATCH',
      path,
      {
        spec: {
          ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
        },
      },
      { 'content-type': 'application/strategic-merge-patch+json' },
    );
    expect(added.status).toBe(200);
    expect((added.body as unknown as Pod).spec.ephemeralContainers).toEqual([
      expect.objectContaining({ name: 'debug', image: 'busybox' }),
    ]);
    const removed = await cluster.call(
      'PATCH',
      path,
      { spec: { ephemeralContainers: null } },
      MERGE,
    );
    expect(removed.body.message).toBe(
      'Pod "pod" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be removed\n',
    );
  });

  it('a lease lasts longer than nothing', async () => {
    const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
    const lease = (seconds: number) =>
      cluster.call('POST', leases, {
        metadata: { name: 'mine' },
        spec: { holderIdentity: 'me', leaseDurationSeconds: seconds },
      });
    expect((await lease(0)).body.message).toBe(
      'Lease.coordination.k8s.io "mine" is invalid: spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
    );
    expect((await lease(15)).status).toBe(201);
  });
});
