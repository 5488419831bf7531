import { Definition } from '../resources/customTypes';
import { ResourceType } from '../resources/resourceTypes';
import {
  CronJob,
  Job,
  JobSpec,
  Json,
  JsonObject,
  KubeObject,
  Pod,
  PodTemplate,
  Workload,
} from '../types';
import { defaultCustom } from '../schema/structural';
import { defaultPod, defaultPodSpec } from './podDefaults';

function defaultTemplate(template: PodTemplate | undefined): void {
  if (!template?.spec?.containers) {
    return;
  }
  template.metadata ??= {};
  defaultPodSpec(template.spec);
}

function defaultJobSpec(spec: JobSpec & JsonObject): void {
  spec.parallelism ??= 1;
  if (spec.completions === undefined && spec.parallelism === 1) {
    spec.completions = 1;
  }
  spec.backoffLimit ??= 6;
  spec.suspend ??= false;
  spec.completionMode ??= 'NonIndexed';
  spec.manualSelector ??= undefined;
  spec.podReplacementPolicy ??= 'TerminatingOrFailed';
  defaultTemplate(spec.template);
}

function defaultDeployment({ spec }: Workload): void {
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  spec.strategy ??= {};
  spec.strategy.type ??= 'RollingUpdate';
  if (spec.strategy.type === 'RollingUpdate') {
    spec.strategy.rollingUpdate ??= {};
    spec.strategy.rollingUpdate.maxSurge ??= '25%';
    spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
  }
  defaultTemplate(spec.template);
}

function defaultStatefulSet({ spec }: Workload & { spec: JsonObject }): void {
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.podManagementPolicy ??= 'OrderedReady';
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate ??= {};
    spec.updateStrategy.rollingUpdate.partition ??= 0;
  }
  spec.persistentVolumeClaimRetentionPolicy ??= {
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
  };
  defaultTemplate(spec.template);
}

function defaultDaemonSet({ spec }: Workload): void {
  spec.revisionHistoryLimit ??= 10;
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate = {
      ...({ maxSurge: 0, maxUnavailable: 1 } as JsonObject),
      ...spec.updateStrategy.rollingUpdate,
    };
  }
  defaultTemplate(spec.template);
}

function defaultCronJob({ spec }: CronJob): void {
  spec.suspend ??= false;
  spec.concurrencyPolicy ??= 'Allow';
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
  const jobSpec = spec.jobTemplate?.spec;
  if (!jobSpec) {
    return;
  }
  spec.jobTemplate.metadata ??= {};
  defaultTemplate(jobSpec.template);
}

function encodeStringData(object: KubeObject): void {
  const data = { ...((object.data as JsonObject) ?? {}) };
  const plain = object.stringData as Record<string, string> | undefined;
  for (const [key, value] of Object.entries(plain ?? {})) {
    data[key] = Buffer.from(value).toString('base64');
  }
  if (Object.keys(data).length) {
    object.data = data;
  }
  delete object.stringData;
  object.type ??= 'Opaque';
}

function defaultService(object: KubeObject): void {
  const spec = (object.spec ??= {}) as JsonObject;
  spec.type ??= 'ClusterIP';
  spec.sessionAffinity ??= 'None';
  spec.internalTrafficPolicy ??= 'Cluster';
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
  for (const port of (spec.ports ?? []) as JsonObject[]) {
    port.protocol ??= 'TCP';
    port.targetPort ??= port.port;
  }
  object.status ??= { loadBalancer: {} };
}

function defaultSubjects(object: KubeObject): void {
  for (const subject of (object.subjects ?? []) as JsonObject[]) {
    if (subject.kind !== 'ServiceAccount') {
      subject.apiGroup ??= 'rbac.authorization.k8s.io';
    }
  }
  const roleRef = object.roleRef as JsonObject | undefined;
  if (roleRef) {
    roleRef.apiGroup ??= 'rbac.authorization.k8s.io';
  }
}

function defaultWebhooks(object: KubeObject): void {
  for (const webhook of (object.webhooks ?? []) as JsonObject[]) {
    webhook.failurePolicy ??= 'Fail';
    webhook.matchPolicy ??= 'Equivalent';
    webhook.namespaceSelector ??= {};
    webhook.objectSelector ??= {};
    webhook.timeoutSeconds ??= 10;
    webhook.reinvocationPolicy ??= 'Never';
    for (const rule of (webhook.rules ?? []) as JsonObject[]) {
      rule.scope ??= '*';
    }
  }
}

/** Fills in the defaults of a kind. Only called for objects that have a spec where the kind needs one. */
const DEFAULTS: Record<string, (object: KubeObject) => void> = {
  pods: object => {
    defaultPodSpec((object as Pod).spec);
    defaultPod((object as Pod).spec);
  },
  deployments: object => defaultDeployment(object as Workload),
  statefulsets: object =>
    defaultStatefulSet(object as Workload & { spec: JsonObject }),
  daemonsets: object => defaultDaemonSet(object as Workload),
  replicasets: object => {
    (object as Workload).spec.replicas ??= 1;
    defaultTemplate((object as Workload).spec.template);
  },
  jobs: object => defaultJobSpec((object as Job).spec),
  cronjobs: object => defaultCronJob(object as CronJob),
};

function defaultLimitRange(object: KubeObject): void {
  const spec = object.spec as { limits?: JsonObject[] } | undefined;
  for (const item of spec?.limits ?? []) {
    if (item.type !== 'Container') {
      continue;
    }
    const { max, min } = item as Record<string, JsonObject | undefined>;
    if (max || item.default) {
      item.default = { ...max, ...(item.default as JsonObject) };
    }
    const requests = {
      ...min,
      ...(item.default as JsonObject | undefined),
      ...(item.defaultRequest as JsonObject | undefined),
    };
    if (Object.keys(requests).length) {
      item.defaultRequest = requests;
    }
  }
}

function defaultDefinition(object: KubeObject): void {
  const { spec } = object as Definition;
  if (!spec?.names?.kind) {
    return;
  }
  spec.names.singular ??= spec.names.kind.toLowerCase();
  spec.names.listKind ??= `${spec.names.kind}List`;
  (spec as JsonObject).conversion ??= { strategy: 'None' };
}

const FREE_DEFAULTS: Record<string, (object: KubeObject) => void> = {
  secrets: encodeStringData,
  services: defaultService,
  rolebindings: defaultSubjects,
  clusterrolebindings: defaultSubjects,
  customresourcedefinitions: defaultDefinition,
  limitranges: defaultLimitRange,
  mutatingwebhookconfigurations: defaultWebhooks,
  validatingwebhookconfigurations: defaultWebhooks,
  namespaces: object => {
    object.spec ??= { finalizers: ['kubernetes'] };
    object.status ??= { phase: 'Active' };
    object.metadata.labels = {
      'kubernetes.io/metadata.name': object.metadata.name,
      ...object.metadata.labels,
    };
  },
};

/** Fills in the defaults of the API. Changes the object in place. */
export function defaultObject(type: ResourceType, object: KubeObject): void {
  if (type.custom) {
    if (type.schema) {
      defaultCustom(object, type.schema);
    }
    return;
  }
  FREE_DEFAULTS[type.plural]?.(object);
  const spec: Json | undefined = object.spec;
  if (spec && typeof spec === 'object') {
    DEFAULTS[type.plural]?.(object);
  }
}
