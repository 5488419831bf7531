import { Manager } from '@internal/plugin-irsa-common';

/** Metadata as the Kubernetes API serves it; annotations are looked at by name only. */
export interface ManagedMetadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  managedFields?: { manager?: string }[];
  ownerReferences?: { kind: string; name: string; controller?: boolean }[];
}

const ownKinds = new Set([
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
]);

/**
 * Who puts the object back when somebody changes it. A patch by us is allowed only where nobody does; what cannot be told for
 * sure counts as managed.
 */
export function detectManager(metadata: ManagedMetadata): Manager {
  const labels = metadata.labels ?? {};
  const annotations = metadata.annotations ?? {};
  const managers = (metadata.managedFields ?? []).map(
    field => field.manager ?? '',
  );
  const byManager = (pattern: RegExp) =>
    managers.find(name => pattern.test(name));
  const found = (
    kind: Manager['kind'],
    evidence: string,
    name?: string,
  ): Manager => ({
    kind,
    evidence,
    livePatchAllowed: false,
    ...(name ? { name } : {}),
  });

  const owner = metadata.ownerReferences?.find(
    each => each.controller && !ownKinds.has(each.kind),
  );
  if (owner)
    return found(
      'operator',
      `owned by ${owner.kind} ${owner.name}`,
      owner.name,
    );

  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  if (tracking)
    return found(
      'argocd',
      'annotation argocd.argoproj.io/tracking-id',
      tracking.split(':')[0],
    );
  const argo = byManager(/^argocd-/);
  if (argo)
    return found(
      'argocd',
      `field manager ${argo}`,
      labels['app.kubernetes.io/instance'],
    );

  for (const tool of ['kustomize', 'helm'] as const) {
    const label = `${tool}.toolkit.fluxcd.io/name`;
    if (labels[label]) return found('flux', `label ${label}`, labels[label]);
  }
  const flux = byManager(/^(kustomize|helm)-controller$/);
  if (flux) return found('flux', `field manager ${flux}`);

  const release = annotations['meta.helm.sh/release-name'];
  if (release)
    return found('helm', 'annotation meta.helm.sh/release-name', release);
  if (labels['app.kubernetes.io/managed-by'] === 'Helm') {
    return found(
      'helm',
      'label app.kubernetes.io/managed-by=Helm',
      labels['app.kubernetes.io/instance'],
    );
  }
  const helm = byManager(/^helm$/i);
  if (helm) return found('helm', `field manager ${helm}`);

  const terraform = byManager(/^(terraform|hashicorp)/i);
  if (terraform) return found('terraform', `field manager ${terraform}`);
  const pulumi = byManager(/^pulumi/i);
  if (pulumi) return found('pulumi', `field manager ${pulumi}`);

  if (labels['argocd.argoproj.io/instance']) {
    return found(
      'argocd',
      'label argocd.argoproj.io/instance',
      labels['argocd.argoproj.io/instance'],
    );
  }
  if (
    'kubectl.kubernetes.io/last-applied-configuration' in annotations ||
    byManager(/^kubectl/)
  ) {
    return {
      kind: 'kubectl',
      livePatchAllowed: true,
      evidence: 'applied by kubectl; change your manifest too',
    };
  }
  return {
    kind: 'none',
    livePatchAllowed: true,
    evidence: 'no sign of a controller that would put it back',
  };
}
