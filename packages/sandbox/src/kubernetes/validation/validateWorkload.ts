import { parseCron } from '../controllers/cron';
import { deepEqual } from '../json';
import { matchesSelector } from '../store/selectors';
import { CronJob, Job, JsonObject, PodTemplate, Workload } from '../types';
import { Causes } from './Causes';
import { validatePodSpec } from './validatePodSpec';

const STATEFUL_SET_MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

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

export function validateWorkload(
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

export function validateStatefulSet(
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
  // The selector is among them, so it is reported only once.
  validateWorkload(set, undefined, causes);
}

export function validateJob(
  job: Job,
  live: Job | undefined,
  causes: Causes,
): void {
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

export function validateCronJob(cronJob: CronJob, causes: Causes): void {
  const { schedule, jobTemplate } = cronJob.spec;
  if (!schedule) {
    causes.required('spec.schedule', '');
  } else if (!parseCron(schedule)) {
    causes.invalid('spec.schedule', schedule, 'failed to parse schedule');
  }
  validateTemplate(
    jobTemplate?.spec?.template,
    'spec.jobTemplate.spec.template',
    causes,
    ['OnFailure', 'Never'],
  );
}
