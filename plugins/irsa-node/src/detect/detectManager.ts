import { Manager } from 'backstage-plugin-irsa-common';
import { copiedFrom } from './copies';
import { isOneOf, KINDS } from '../kubernetes/kinds';
import { deployerOf } from './toolMarks';

/** Metadata as the Kubernetes API serves it; annotations are looked at by name only. */
export interface ManagedMetadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: { kind?: string; name?: string; controller?: boolean }[];
  managedFields?: { manager?: string; subresource?: string }[];
}

const OWN_FIELD_MANAGER = 'backstage-irsa';
/** Controllers of Kubernetes, which take no change back: those of the groups apps and batch. */
const BUILT_IN_OWNERS = [
  KINDS.ReplicaSet,
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.Job,
  KINDS.CronJob,
];

/** Writers that are part of Kubernetes or do not matter for the template. */
const NEUTRAL =
  /^(kube-controller-manager|kubelet|kube-scheduler|k3s|backstage-irsa|irsa.*|unknown|node|node-fetch|Mozilla|OpenAPI-Generator|kubernetes-client|axios|sandbox.*)$/;

/**
 * The tool that would undo a direct change of the object, by labels, annotations, owners and field managers. Signals of
 * two managers, or of one that is not known, forbid a live patch.
 */
export function detectManager(metadata: ManagedMetadata): Manager {
  const {
    labels = {},
    annotations = {},
    ownerReferences = [],
    managedFields = [],
  } = metadata;
  const writers = managedFields
    .filter(({ subresource }) => !subresource)
    .map(({ manager = '' }) => manager);
  const signals: { kind: Manager['kind']; name?: string; evidence: string }[] =
    [];
  const wrote = (
    pattern: RegExp,
    kind: Manager['kind'],
    name?: string,
  ): void => {
    const writer = writers.find(candidate => pattern.test(candidate));
    if (writer && !signals.some(signal => signal.kind === kind)) {
      signals.push({ kind, name, evidence: `field manager ${writer}` });
    }
  };

  const owner = ownerReferences.find(
    ({ controller, kind }) => controller && !isOneOf(BUILT_IN_OWNERS, kind),
  );
  if (owner) {
    const name = `${owner.kind}/${owner.name}`;
    signals.push({ kind: 'operator', name, evidence: `owned by ${name}` });
  }
  const source = copiedFrom({ annotations, labels });
  if (source) {
    const name = [source.namespace, source.name].filter(Boolean).join('/');
    signals.push({ kind: 'operator', name, evidence: `a copy of ${name}` });
  }
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  const argoInstance = labels['argocd.argoproj.io/instance'];
  if (tracking || argoInstance) {
    signals.push({
      kind: 'argocd',
      name: tracking?.split(':')[0] ?? argoInstance,
      evidence: tracking
        ? 'annotation argocd.argoproj.io/tracking-id'
        : 'label argocd.argoproj.io/instance',
    });
  }
  wrote(/^argocd/, 'argocd');
  for (const label of [
    'kustomize.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/name',
  ]) {
    if (labels[label] && !signals.some(({ kind }) => kind === 'flux')) {
      signals.push({
        kind: 'flux',
        name: labels[label],
        evidence: `label ${label}`,
      });
    }
  }
  wrote(/^(kustomize-controller|helm-controller)$/, 'flux');
  const release = annotations['meta.helm.sh/release-name'];
  // Argo CD and Flux render charts themselves, so the chart's labels do not show who applies them.
  const rendered = signals.some(
    ({ kind }) => kind === 'argocd' || kind === 'flux',
  );
  if (
    !rendered &&
    (release || labels['app.kubernetes.io/managed-by'] === 'Helm')
  ) {
    signals.push({
      kind: 'helm',
      name: release,
      evidence: release
        ? 'annotation meta.helm.sh/release-name'
        : 'label app.kubernetes.io/managed-by',
    });
  }
  if (!rendered) {
    wrote(/^helm$/i, 'helm');
  }
  wrote(/^(Terraform|HashiCorp)/, 'terraform');
  wrote(/^pulumi/, 'pulumi');

  if (signals.length === 1) {
    const [{ kind, name, evidence }] = signals;
    return { kind, name, livePatchAllowed: false, evidence };
  }
  if (signals.length > 1) {
    return {
      kind: 'unknown',
      livePatchAllowed: false,
      evidence: `several claim it: ${signals
        .map(signal => `${signal.kind} (${signal.evidence})`)
        .join(', ')}`,
    };
  }
  const deployer = deployerOf({ labels, annotations });
  if (deployer) {
    return {
      kind: 'unknown',
      name: deployer.tool,
      livePatchAllowed: false,
      evidence: deployer.evidence,
    };
  }
  const kubectl = writers.find(writer => /^kubectl/.test(writer));
  if (
    kubectl ||
    annotations['kubectl.kubernetes.io/last-applied-configuration'] !==
      undefined
  ) {
    return {
      kind: 'kubectl',
      livePatchAllowed: true,
      evidence: kubectl
        ? `field manager ${kubectl}`
        : 'annotation kubectl.kubernetes.io/last-applied-configuration',
    };
  }
  const foreign = writers.find(writer => writer && !NEUTRAL.test(writer));
  if (foreign) {
    return {
      kind: 'unknown',
      livePatchAllowed: false,
      evidence: `field manager ${foreign}`,
    };
  }
  return {
    kind: 'none',
    livePatchAllowed: true,
    evidence: writers.includes(OWN_FIELD_MANAGER)
      ? 'only this portal wrote to it'
      : 'no sign of another manager',
  };
}
