import { randomBytes } from 'node:crypto';
import { ResourceType } from '../resources/resourceTypes';
import { Container, Job, JsonObject, KubeObject, Pod } from '../types';

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters without vowels, as the API server appends to generateName. */
export function randomSuffix(length = 5): string {
  return [...randomBytes(length)]
    .map(byte => SAFE[byte % SAFE.length])
    .join('');
}

function qosClass(pod: Pod): string {
  const containers: Container[] = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []),
  ];
  const sized = containers.filter(
    ({ resources }) => resources?.limits || resources?.requests,
  );
  if (!sized.length) {
    return 'BestEffort';
  }
  const guaranteed = containers.every(
    ({ resources }) =>
      resources?.limits?.cpu &&
      resources.limits.memory &&
      resources.limits.cpu === resources.requests?.cpu &&
      resources.limits.memory === resources.requests?.memory,
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

function prepareJob(job: Job): void {
  if (job.spec.selector || !job.spec.template?.spec) {
    return;
  }
  const uid = job.metadata.uid as string;
  job.spec.selector = {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
  const metadata = (job.spec.template.metadata ??= {});
  metadata.labels = {
    ...metadata.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': job.metadata.name,
    'controller-uid': uid,
    'job-name': job.metadata.name,
  };
}

let lastAddress = 0;

function prepareService(service: KubeObject): void {
  const spec = service.spec as JsonObject;
  if (spec.type === 'ExternalName' || spec.clusterIP) {
    return;
  }
  lastAddress = (lastAddress + 1) % 60_000;
  spec.clusterIP = `10.96.${lastAddress >> 8}.${lastAddress & 255}`;
  spec.clusterIPs = [spec.clusterIP];
}

export function hasGeneration(type: ResourceType): boolean {
  if (type.custom) {
    return true;
  }
  return (
    type.subresources.includes('status') &&
    !['namespaces', 'services', 'nodes', 'persistentvolumes'].includes(
      type.plural,
    )
  );
}

/** A name for an object that has only `generateName`. */
export function generateName({ metadata }: KubeObject): void {
  if (metadata.name || !metadata.generateName) {
    return;
  }
  metadata.name = `${metadata.generateName.slice(0, 58)}${randomSuffix()}`;
}

/**
 * What the registry's strategy does to a new object: it sets the identity and removes fields that only the server may
 * write.
 */
export function prepareForCreate(
  type: ResourceType,
  object: KubeObject,
  uid: string,
  now: string,
): void {
  const { metadata } = object;
  generateName(object);
  // Values from a webhook are ignored.
  metadata.uid = uid;
  metadata.creationTimestamp = now;
  delete metadata.resourceVersion;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  if (hasGeneration(type)) {
    metadata.generation = 1;
  }
  if (type.subresources.includes('status')) {
    if (['services', 'namespaces', 'nodes'].includes(type.plural)) {
      object.status ??= {};
    } else if (type.custom) {
      delete object.status;
    } else {
      object.status = {};
    }
  }
  if (type.plural === 'pods' && (object as Pod).spec?.containers) {
    object.status = { phase: 'Pending', qosClass: qosClass(object as Pod) };
  }
  if (type.plural === 'jobs') {
    prepareJob(object as Job);
  }
  if (type.plural === 'services') {
    prepareService(object);
  }
}
