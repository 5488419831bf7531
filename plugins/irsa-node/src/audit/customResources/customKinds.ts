import { DiscoveredKind } from '../../kubernetes/discoverKinds';
import { KubernetesKind } from '../../kubernetes/kinds';

/** Kinds of one API group, of whichever version. A group may begin with `*.`, for all below a domain. */
export interface CustomKinds {
  group: string;
  kinds: readonly string[];
}

/**
 * Custom resources that make Pods, that Pods mount, or that hold values of charts. Discovery shows which of them a
 * cluster has.
 */
export const CUSTOM_WORKLOADS: readonly CustomKinds[] = [
  {
    group: 'argoproj.io',
    kinds: [
      'Rollout',
      'Workflow',
      'WorkflowTemplate',
      'ClusterWorkflowTemplate',
      'CronWorkflow',
      'Application',
      'ApplicationSet',
    ],
  },
  { group: 'batch.volcano.sh', kinds: ['Job'] },
  { group: 'helm.toolkit.fluxcd.io', kinds: ['HelmRelease'] },
  { group: 'kafka.strimzi.io', kinds: ['KafkaConnect', 'KafkaConnector'] },
  { group: 'keda.sh', kinds: ['ScaledJob'] },
  { group: 'secrets-store.csi.x-k8s.io', kinds: ['SecretProviderClass'] },
  { group: 'serving.knative.dev', kinds: ['Service'] },
  {
    group: 'sparkoperator.k8s.io',
    kinds: ['SparkApplication', 'ScheduledSparkApplication'],
  },
  {
    group: 'tekton.dev',
    kinds: ['Pipeline', 'PipelineRun', 'Task', 'TaskRun'],
  },
];

const MAKES_NO_PODS = new Set([
  'Application',
  'ApplicationSet',
  'HelmRelease',
  'KafkaConnect',
  'KafkaConnector',
  'SecretProviderClass',
]);

/** A custom resource that an audit reads. */
export interface AuditedKind extends KubernetesKind {
  /** Whether it makes Pods. */
  makesPods: boolean;
}

function fits(group: string, wanted: string): boolean {
  return wanted.startsWith('*.')
    ? group.endsWith(wanted.slice(1))
    : group === wanted;
}

/** Whether anything of an API group is audited. */
export function isAuditedGroup(
  group: string,
  wanted: readonly CustomKinds[],
): boolean {
  return wanted.some(each => fits(group, each.group));
}

/** Those kinds of a cluster that are audited and can be listed. */
export function auditedAmong(
  found: readonly DiscoveredKind[],
  wanted: readonly CustomKinds[],
): AuditedKind[] {
  const names = (kind: DiscoveredKind, all: readonly CustomKinds[]) =>
    all.some(
      each => fits(kind.group, each.group) && each.kinds.includes(kind.kind),
    );
  return found
    .filter(kind => kind.verbs.includes('list') && names(kind, wanted))
    .map(kind => ({
      ...kind,
      makesPods: names(kind, CUSTOM_WORKLOADS) && !MAKES_NO_PODS.has(kind.kind),
    }));
}
