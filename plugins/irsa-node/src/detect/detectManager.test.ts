import { detectManager, ManagedMetadata } from './detectManager';

const managed = (...managers: string[]) => ({
  managedFields: managers.map(manager => ({ manager })),
});

/** Marks of tools that deploy what their source says. */
const DEPLOYED: ManagedMetadata[] = [
  { annotations: { 'kapp.k14s.io/identity': 'v1;shop/apps/Deployment/x' } },
  { annotations: { 'objectset.rio.cattle.io/id': 'fleet-agent' } },
  { annotations: { 'moniker.spinnaker.io/application': 'shop' } },
  { labels: { 'app.kubernetes.io/managed-by': 'spinnaker' } },
  { annotations: { 'configmanagement.gke.io/managed': 'enabled' } },
  { labels: { 'addonmanager.kubernetes.io/mode': 'Reconcile' } },
  { labels: { 'olm.owner': 'x.v1' } },
  {
    ...managed('kubectl-client-side-apply'),
    labels: { 'app.kubernetes.io/managed-by': 'eks' },
  },
];
/** Marks that look like those, or of tools that change no template. */
const NOT_DEPLOYED: ManagedMetadata[] = [
  { annotations: { 'configmanagement.gke.io/managed': 'disabled' } },
  { labels: { 'addonmanager.kubernetes.io/mode': 'EnsureExists' } },
  { labels: { 'app.kubernetes.io/managed-by': 'kustomize' } },
  { annotations: { 'reloader.stakater.com/auto': 'true' } },
];

type Row = [metadata: ManagedMetadata, kind: string, livePatchAllowed: boolean];

describe('detectManager', () => {
  it.each<Row>([
    [{}, 'none', true],
    [managed('kubectl-client-side-apply'), 'kubectl', true],
    [managed('kubectl-edit', 'kube-controller-manager'), 'kubectl', true],
    [managed('backstage-irsa'), 'none', true],
    [managed('some-controller'), 'unknown', false],
    [managed('helm'), 'helm', false],
    [{ annotations: { 'meta.helm.sh/release-name': 'basket' } }, 'helm', false],
    [
      { annotations: { 'argocd.argoproj.io/tracking-id': 'app:apps/x' } },
      'argocd',
      false,
    ],
    [
      {
        annotations: { 'argocd.argoproj.io/tracking-id': 'app:apps/x' },
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      },
      'argocd',
      false,
    ],
    [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }, 'flux', false],
    [managed('Terraform'), 'terraform', false],
    [managed('pulumi-kubernetes-1a2b'), 'pulumi', false],
    [
      { ownerReferences: [{ kind: 'Postgres', name: 'db', controller: true }] },
      'operator',
      false,
    ],
    [
      { ownerReferences: [{ kind: 'CronJob', name: 'c', controller: true }] },
      'none',
      true,
    ],
    [managed('Terraform', 'helm'), 'unknown', false],
    ...DEPLOYED.map((metadata): Row => [metadata, 'unknown', false]),
    ...NOT_DEPLOYED.map((metadata): Row => [metadata, 'none', true]),
  ])('%j is %s', (metadata, kind, livePatchAllowed) => {
    const manager = detectManager(metadata);
    expect(manager).toMatchObject({ kind, livePatchAllowed });
    expect(manager.evidence).not.toBe('');
  });
});
