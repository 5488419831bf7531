import { forbidden } from '../../ApiError';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { CronJob, KubeObject, Pod, PodSpec, Workload } from '../../types';
import { AdmissionPlugin } from '../Admission';
import {
  SECURITY_LEVELS,
  SecurityLevel,
  securityViolations,
} from '../podSecurityChecks';

const PREFIX = 'pod-security.kubernetes.io';
const TEMPLATES = [
  'cronjobs',
  'daemonsets',
  'deployments',
  'jobs',
  'replicasets',
  'replicationcontrollers',
  'statefulsets',
];

interface Policy {
  level: SecurityLevel;
  version: string;
}

function policyOf(
  namespace: KubeObject | undefined,
  mode: 'enforce' | 'warn',
): Policy {
  const labels = namespace?.metadata.labels ?? {};
  const level = SECURITY_LEVELS.find(
    known => known === labels[`${PREFIX}/${mode}`],
  );
  return {
    level: level ?? 'privileged',
    version: labels[`${PREFIX}/${mode}-version`] ?? 'latest',
  };
}

function violationOf(spec: PodSpec, { level, version }: Policy) {
  const found = securityViolations(spec, level);
  return found.length
    ? `PodSecurity "${level}:${version}": ${found.join(', ')}`
    : undefined;
}

function templateOf(object: KubeObject): PodSpec | undefined {
  const cronJob = (object as CronJob).spec?.jobTemplate?.spec?.template;
  return (cronJob ?? (object as Workload).spec?.template)?.spec;
}

/**
 * The levels a namespace's labels ask for: Pods are refused (`enforce`), Pods and templates are warned about (`warn`).
 * Every version means the newest. https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurity(
  store: ObjectStore,
  registry: ResourceRegistry,
): AdmissionPlugin {
  return request => {
    const { type, object, operation, subresource, name, context } = request;
    if (!object || operation === 'DELETE') {
      return;
    }
    const isPod = type.plural === 'pods' && !type.group;
    const isTemplate = TEMPLATES.includes(type.plural) && !type.custom;
    if (!isPod && !isTemplate) {
      return;
    }
    const relevant = isPod
      ? operation === 'CREATE' && !subresource
      : !subresource;
    if (!relevant && subresource !== 'ephemeralcontainers') {
      return;
    }
    const namespace = store.get(
      registry.builtIn('namespaces'),
      undefined,
      request.namespace as string,
    );
    const spec = isPod ? (object as Pod).spec : templateOf(object);
    if (!spec?.containers) {
      return;
    }
    if (isPod) {
      const violation = violationOf(spec, policyOf(namespace, 'enforce'));
      if (violation) {
        throw forbidden(type, name, `violates ${violation}`);
      }
    }
    const warning = violationOf(spec, policyOf(namespace, 'warn'));
    if (warning) {
      context.warn?.(`would violate ${warning}`);
    }
  };
}
