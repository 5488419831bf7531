import { detectManager } from './detectManager';
import { workloadHealth } from './workloadHealth';

describe('detectManager', () => {
  it.each([
    [
      'argocd',
      false,
      {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:a/b',
        },
      },
    ],
    ['flux', false, { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }],
    ['helm', false, { annotations: { 'meta.helm.sh/release-name': 'shop' } }],
    ['helm', false, { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    ['terraform', false, { managedFields: [{ manager: 'Terraform' }] }],
    [
      'operator',
      false,
      {
        ownerReferences: [{ kind: 'Postgresql', name: 'db', controller: true }],
      },
    ],
    [
      'kubectl',
      true,
      {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      },
    ],
    ['none', true, {}],
    ['none', true, { labels: { 'app.kubernetes.io/instance': 'shop' } }],
  ])('%s', (kind, livePatchAllowed, metadata) => {
    expect(detectManager(metadata)).toMatchObject({ kind, livePatchAllowed });
  });
});

describe('workloadHealth', () => {
  it.each([
    [
      'healthy',
      {
        kind: 'Deployment',
        spec: { replicas: 2 },
        status: { readyReplicas: 2 },
      },
    ],
    [
      'unhealthy',
      {
        kind: 'Deployment',
        spec: { replicas: 2 },
        status: { readyReplicas: 1 },
      },
    ],
    [
      'progressing',
      {
        kind: 'Deployment',
        spec: {},
        status: {
          conditions: [
            {
              type: 'Progressing',
              status: 'True',
              reason: 'ReplicaSetUpdated',
            },
          ],
        },
      },
    ],
    [
      'scaledToZero',
      { kind: 'StatefulSet', spec: { replicas: 0 }, status: {} },
    ],
    [
      'healthy',
      {
        kind: 'DaemonSet',
        spec: {},
        status: { desiredNumberScheduled: 3, numberReady: 3 },
      },
    ],
    ['notApplicable', { kind: 'CronJob', spec: {}, status: {} }],
  ])('%s', (state, object) => {
    expect(workloadHealth(object)).toMatchObject({ state });
  });
});
