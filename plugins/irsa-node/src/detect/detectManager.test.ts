import { detectManager } from './detectManager';

const managed = (...managers: string[]) => ({
  managedFields: managers.map(manager => ({ manager })),
});

describe('detectManager', () => {
  it.each([
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
  ])('%j is %s', (metadata, kind, livePatchAllowed) => {
    const manager = detectManager(metadata);
    expect(manager).toMatchObject({ kind, livePatchAllowed });
    expect(manager.evidence).not.toBe('');
  });
});
