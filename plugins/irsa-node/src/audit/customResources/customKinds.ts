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
  'SecretProviderClass',
]);

/** An APIResourceList: the answer of discovery for one group and version. */
export interface ResourceList {
  resources?: {
    name: string;
    kind: string;
    namespaced: boolean;
    verbs: string[];
  }[];
}

/** A custom resource that an audit reads. */
export interface AuditedResource {
  kind: string;
  plural: string;
  namespaced: boolean;
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

/** Those resources of a group that are audited and can be listed. */
export function customResourcesIn(
  group: string,
  { resources = [] }: ResourceList,
  wanted: readonly CustomKinds[],
): AuditedResource[] {
  const kindsOf = (all: readonly CustomKinds[]) =>
    new Set(
      all
        .filter(each => fits(group, each.group))
        .flatMap(({ kinds }) => [...kinds]),
    );
  const kinds = kindsOf(wanted);
  const workloads = kindsOf(CUSTOM_WORKLOADS);
  return resources
    .filter(
      ({ kind, name, verbs }) =>
        kinds.has(kind) && !name.includes('/') && verbs.includes('list'),
    )
    .map(({ kind, name, namespaced }) => ({
      kind,
      plural: name,
      namespaced,
      makesPods: workloads.has(kind) && !MAKES_NO_PODS.has(kind),
    }));
}
