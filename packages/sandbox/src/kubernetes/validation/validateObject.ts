import { Cause, invalid } from '../api/ApiError';
import { deepEqual, isObject } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { matchesSelector } from '../store/selectors';
import { parseCron } from '../controllers/cron';
import {
  CronJob,
  Job,
  JsonObject,
  KubeObject,
  Pod,
  PodTemplate,
  Workload,
} from '../types';
import { QUALIFIED_NAME, nameProblem } from './names';
import { Causes } from './Causes';
import { Definition } from '../resources/customTypes';
import { SECURITY_LEVELS } from '../admission/podSecurityChecks';
import { validateCustom } from './validateCustom';
import { validateDefinition } from './validateDefinition';
import { validateWebhooks } from './validateWebhooks';
import { validatePodSpec } from './validatePodSpec';

const NAME_LISTS: Record<string, string> = {
  deployments: 'spec',
  statefulsets: 'spec',
  daemonsets: 'spec',
  replicasets: 'spec',
  jobs: 'spec',
  cronjobs: 'spec',
  pods: 'spec',
};

function validateMeta(type: ResourceType, object: KubeObject, causes: Causes) {
  const { name, labels, annotations } = object.metadata;
  const problem = nameProblem(type.plural, name);
  if (problem) causes.invalid('metadata.name', name, problem);
  for (const [key, value] of Object.entries(labels ?? {})) {
    const plain = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key;
    if (!QUALIFIED_NAME.test(plain) || plain.length > 63) {
      causes.invalid(
        'metadata.labels',
        key,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
    if (value && (!QUALIFIED_NAME.test(value) || value.length > 63)) {
      causes.invalid(
        'metadata.labels',
        value,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
  }
  for (const key of Object.keys(annotations ?? {})) {
    const plain = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key;
    if (!QUALIFIED_NAME.test(plain)) {
      causes.invalid(
        'metadata.annotations',
        key,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
  }
}

function validateTemplate(
  template: PodTemplate | undefined,
  path: string,
  causes: Causes,
  policies: string[],
): void {
  validatePodSpec(template?.spec, `${path}.spec`, causes);
  const policy = template?.spec?.restartPolicy;
  if (policy && !policies.includes(policy)) {
    causes.notSupported(`${path}.spec.restartPolicy`, policy, policies);
  }
}

function validateWorkload(
  workload: Workload,
  live: Workload | undefined,
  causes: Causes,
): void {
  const { spec } = workload;
  if (!spec.selector || !Object.keys(spec.selector).length) {
    causes.required('spec.selector', '');
  } else if (
    spec.template &&
    !matchesSelector(spec.selector, spec.template.metadata?.labels)
  ) {
    causes.invalid(
      'spec.template.metadata.labels',
      spec.template.metadata?.labels ?? {},
      '`selector` does not match template `labels`',
    );
  }
  if (spec.replicas !== undefined && spec.replicas < 0) {
    causes.invalid(
      'spec.replicas',
      spec.replicas,
      'must be greater than or equal to 0',
    );
  }
  if (live && !deepEqual(live.spec.selector, spec.selector)) {
    causes.invalid('spec.selector', spec.selector, 'field is immutable');
  }
  validateTemplate(spec.template, 'spec.template', causes, ['Always']);
}

const STATEFUL_SET_MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function validateStatefulSet(
  set: Workload,
  live: Workload | undefined,
  causes: Causes,
): void {
  const fixed = ({ spec }: Workload) =>
    Object.fromEntries(
      Object.entries(spec).filter(
        ([field]) => !STATEFUL_SET_MUTABLE.includes(field),
      ),
    );
  if (live && !deepEqual(fixed(live), fixed(set))) {
    causes.forbidden(
      'spec',
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    );
  }
  // Its selector is among them: it is said once.
  validateWorkload(set, undefined, causes);
}

function validateJob(job: Job, live: Job | undefined, causes: Causes): void {
  validateTemplate(job.spec.template, 'spec.template', causes, [
    'OnFailure',
    'Never',
  ]);
  for (const field of ['completions', 'selector', 'completionMode'] as const) {
    const [before, after] = [live, job].map(
      each => (each?.spec as JsonObject | undefined)?.[field],
    );
    if (live && !deepEqual(before, after)) {
      causes.invalid(`spec.${field}`, after ?? null, 'field is immutable');
    }
  }
  if (live && !deepEqual(live.spec.template, job.spec.template)) {
    causes.invalid('spec.template', job.spec.template, 'field is immutable');
  }
}

function validateCronJob(cronJob: CronJob, causes: Causes): void {
  const { schedule, jobTemplate } = cronJob.spec;
  if (!schedule) causes.required('spec.schedule', '');
  else if (!parseCron(schedule)) {
    causes.invalid('spec.schedule', schedule, 'failed to parse schedule');
  }
  validateTemplate(
    jobTemplate?.spec?.template,
    'spec.jobTemplate.spec.template',
    causes,
    ['OnFailure', 'Never'],
  );
}

/** Ephemeral containers only come; they are neither changed nor removed. */
function validateEphemeral(pod: Pod, live: Pod, causes: Causes): void {
  const of = (each: Pod) =>
    (each.spec.ephemeralContainers ?? []) as { name: string }[];
  for (const before of of(live)) {
    const after = of(pod).find(({ name }) => name === before.name);
    if (!after || !deepEqual(before, after)) {
      causes.forbidden(
        'spec.ephemeralContainers',
        `existing ephemeral containers "${before.name}" may not be ${
          after ? 'changed' : 'removed'
        }\n`,
      );
    }
  }
}

function validatePod(
  pod: Pod,
  live: Pod | undefined,
  causes: Causes,
  subresource?: string,
): void {
  validatePodSpec(pod.spec, 'spec', causes);
  if (!live) {
    if (Array.isArray(pod.spec.ephemeralContainers)) {
      causes.forbidden('spec.ephemeralContainers', 'cannot be set on create');
    }
    return;
  }
  if (subresource === 'ephemeralcontainers') {
    validateEphemeral(pod, live, causes);
  }
  const comparable = (spec: Pod['spec']) => ({
    ...spec,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    terminationGracePeriodSeconds: undefined,
    nodeName: undefined,
    ...(subresource === 'ephemeralcontainers'
      ? { ephemeralContainers: undefined }
      : {}),
    containers: spec.containers.map(item => ({ ...item, image: '' })),
    initContainers: spec.initContainers?.map(item => ({ ...item, image: '' })),
  });
  if (!deepEqual(comparable(live.spec), comparable(pod.spec))) {
    causes.add(
      'FieldValueForbidden',
      'spec',
      'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    );
  }
}

function validateData(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
) {
  for (const key of Object.keys((object.data as JsonObject) ?? {})) {
    if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
      causes.invalid(
        'data',
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
      );
    }
  }
  if (live?.immutable === true) {
    const fixed = 'field is immutable when `immutable` is set';
    if (object.immutable !== true) causes.forbidden('immutable', fixed);
    for (const field of ['data', 'binaryData']) {
      if (!deepEqual(live[field], object[field])) {
        causes.forbidden(field, fixed);
      }
    }
  }
  if (live && object.kind === 'Secret' && live.type !== object.type) {
    causes.invalid('type', object.type ?? '', 'field is immutable');
  }
}

function validateNamespace(object: KubeObject, causes: Causes): void {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const label = `pod-security.kubernetes.io/${mode}`;
    const level = object.metadata.labels?.[label];
    if (level && !SECURITY_LEVELS.some(known => known === level)) {
      causes.invalid(
        `metadata.labels[${label}]`,
        level,
        `must be one of ${SECURITY_LEVELS.join(', ')}`,
      );
    }
  }
}

function validateService(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  const addressOf = (service: KubeObject) =>
    (service.spec as JsonObject | undefined)?.clusterIP;
  if (live && addressOf(live) && addressOf(live) !== addressOf(object)) {
    causes.invalid(
      'spec.clusterIPs[0]',
      [addressOf(object) ?? ''],
      'may not change once set',
    );
  }
}

function validateLease(object: KubeObject, causes: Causes): void {
  const seconds = (object.spec as JsonObject | undefined)?.leaseDurationSeconds;
  if (typeof seconds === 'number' && seconds <= 0) {
    causes.invalid(
      'spec.leaseDurationSeconds',
      seconds,
      'must be greater than 0',
    );
  }
}

function validateBudget(object: KubeObject, causes: Causes): void {
  const { minAvailable, maxUnavailable } = (object.spec ?? {}) as JsonObject;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    causes.invalid(
      'spec',
      object.spec ?? {},
      'minAvailable and maxUnavailable cannot be both set',
    );
  }
}

function validateKind(
  type: ResourceType,
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
  subresource?: string,
): void {
  switch (type.plural) {
    case 'pods':
      return validatePod(
        object as Pod,
        live as Pod | undefined,
        causes,
        subresource,
      );
    case 'statefulsets':
      return validateStatefulSet(
        object as Workload,
        live as Workload | undefined,
        causes,
      );
    case 'deployments':
    case 'daemonsets':
    case 'replicasets':
      return validateWorkload(
        object as Workload,
        live as Workload | undefined,
        causes,
      );
    case 'jobs':
      return validateJob(object as Job, live as Job | undefined, causes);
    case 'cronjobs':
      return validateCronJob(object as CronJob, causes);
    case 'secrets':
    case 'configmaps':
      return validateData(object, live, causes);
    case 'customresourcedefinitions':
      return validateDefinition(
        object as Definition,
        live as Definition | undefined,
        causes,
      );
    case 'mutatingwebhookconfigurations':
    case 'validatingwebhookconfigurations':
      return validateWebhooks(object, causes);
    case 'namespaces':
      return validateNamespace(object, causes);
    case 'services':
      return validateService(object, live, causes);
    case 'leases':
      return validateLease(object, causes);
    case 'poddisruptionbudgets':
      return validateBudget(object, causes);
    case 'rolebindings':
    case 'clusterrolebindings':
      if (live && !deepEqual(live.roleRef, object.roleRef)) {
        causes.invalid(
          'roleRef',
          object.roleRef ?? {},
          'cannot change roleRef',
        );
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Throws 422 Invalid with one cause for each thing that is wrong. */
export function validateObject(
  type: ResourceType,
  object: KubeObject,
  live?: KubeObject,
  subresource?: string,
): void {
  const causes = new Causes();
  validateMeta(type, object, causes);
  if (type.schema) {
    const { metadata: _metadata, ...rest } = object;
    validateCustom(rest, type.schema, '', causes);
  } else if (!type.custom) {
    if (NAME_LISTS[type.plural] && !isObject(object.spec)) {
      causes.required('spec', '');
    } else {
      validateKind(type, object, live, causes, subresource);
    }
  }
  const found: Cause[] = causes.list;
  if (found.length) throw invalid(type, object.metadata.name, found);
}
