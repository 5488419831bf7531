/**
 * Writes src/kubernetes/schema/builtInSchemas.json: the fields and types of every built-in kind that the sandbox
 * serves, from the models of @kubernetes/client-node, which are generated from Kubernetes' OpenAPI document.
 *
 *     node packages/sandbox/scripts/builtInSchemas.mjs
 *
 * A model is an object of field → type: `string`, `boolean`, `int32`, `int64`, `double`, `byte`, `date-time`,
 * `date-time-micro`, `int-or-string`, `quantity`, `any`, the name of another model; `[]` before it is a list,
 * `{}` a map of names to it; `!` after it means required.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const models = join(
  dirname(require.resolve('@kubernetes/client-node')),
  'gen/models',
);
const roots = [
  'AuthenticationV1TokenRequest',
  'CoreV1Event',
  'EventsV1Event',
  'V1APIService',
  'V1ClusterRole',
  'V1ClusterRoleBinding',
  'V1ConfigMap',
  'V1ControllerRevision',
  'V1CronJob',
  'V1CustomResourceDefinition',
  'V1DaemonSet',
  'V1DeleteOptions',
  'V1Deployment',
  'V1EndpointSlice',
  'V1Endpoints',
  'V1Eviction',
  'V1Ingress',
  'V1IngressClass',
  'V1Job',
  'V1Lease',
  'V1LimitRange',
  'V1LocalSubjectAccessReview',
  'V1MutatingWebhookConfiguration',
  'V1Namespace',
  'V1NetworkPolicy',
  'V1Node',
  'V1PersistentVolume',
  'V1PersistentVolumeClaim',
  'V1Pod',
  'V1PodDisruptionBudget',
  'V1PodTemplate',
  'V1PriorityClass',
  'V1ReplicaSet',
  'V1ReplicationController',
  'V1ResourceQuota',
  'V1Role',
  'V1RoleBinding',
  'V1RuntimeClass',
  'V1Scale',
  'V1Secret',
  'V1SelfSubjectAccessReview',
  'V1SelfSubjectReview',
  'V1SelfSubjectRulesReview',
  'V1Service',
  'V1ServiceAccount',
  'V1StatefulSet',
  'V1StorageClass',
  'V1SubjectAccessReview',
  'V1TokenReview',
  'V1ValidatingWebhookConfiguration',
  'V2HorizontalPodAutoscaler',
];

/** Quantities are plain text in the models. */
const QUANTITIES = [
  /^V1(ResourceRequirements|VolumeResourceRequirements)\.(limits|requests)$/,
  /^V1LimitRangeItem\.(default|defaultRequest|max|min|maxLimitRequestRatio)$/,
  /^V1ResourceQuota(Spec|Status)\.(hard|used)$/,
  /^V1Node(Status)\.(allocatable|capacity)$/,
  /^V1PersistentVolume(Claim)?(Spec|Status)\.(capacity|allocatedResources)$/,
  /^V1ContainerStatus\.allocatedResources$/,
  /^V1PodSpec\.overhead$/,
  /^V1Overhead\.podFixed$/,
  /^V1EmptyDirVolumeSource\.sizeLimit$/,
  /^V1ResourceFieldSelector\.divisor$/,
  /^V2MetricTarget\.(value|averageValue)$/,
  /^V2MetricValueStatus\.(value|averageValue)$/,
  /^V1CSIStorageCapacity\./,
];

function typeOf(path, { type, format }) {
  const list = /^Array<(.*)>$/.exec(type);
  if (list) {
    return `[]${typeOf(path, { type: list[1], format })}`;
  }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) {
    return `{}${typeOf(path, { type: map[1], format })}`;
  }
  if (QUANTITIES.some(pattern => pattern.test(path))) {
    return 'quantity';
  }
  if (type === 'IntOrString') {
    return 'int-or-string';
  }
  if (type === 'V1MicroTime') {
    return 'date-time-micro';
  }
  if (type === 'Date') {
    return format || 'date-time';
  }
  return format || type;
}

const found = {};
const waiting = [...roots];
for (let name = waiting.pop(); name; name = waiting.pop()) {
  if (found[name]) {
    continue;
  }
  const file = join(models, name);
  const { [name]: model } = await import(`${file}.js`);
  const declared = readFileSync(`${file}.d.ts`, 'utf8');
  found[name] = {};
  for (const attribute of model.attributeTypeMap) {
    const type = typeOf(`${name}.${attribute.baseName}`, attribute);
    const required = declared.includes(`'${attribute.name}': `);
    found[name][attribute.baseName] = required ? `${type}!` : type;
    const referred = type.replace(/^(\[\]|\{\})*/, '');
    if (/^[A-Z]/.test(referred)) {
      waiting.push(referred);
    }
  }
}
const target = join(
  dirname(fileURLToPath(import.meta.url)),
  '../src/kubernetes/schema/builtInSchemas.json',
);
const sorted = Object.fromEntries(
  Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(target, `${JSON.stringify(sorted, null, 2)}\n`);
