import { isObject } from '../json';
import { Container, Json, JsonObject, PodSpec, Volume } from '../types';

function imagePullPolicy(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (image.includes('@')) {
    return 'IfNotPresent';
  }
  const tag = name.includes(':') ? name.split(':')[1] : 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function defaultProbe(probe: JsonObject): void {
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  if (isObject(probe.httpGet)) {
    probe.httpGet.path ??= '/';
    probe.httpGet.scheme ??= 'HTTP';
  }
}

function defaultContainer(container: Container): void {
  container.imagePullPolicy ??= imagePullPolicy(container.image ?? '');
  container.resources ??= {};
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  for (const port of container.ports ?? []) {
    port.protocol ??= 'TCP';
  }
  for (const variable of container.env ?? []) {
    const fieldRef = variable.valueFrom?.fieldRef;
    if (fieldRef) {
      fieldRef.apiVersion ??= 'v1';
    }
    const resourceFieldRef = variable.valueFrom?.resourceFieldRef;
    if (resourceFieldRef) {
      resourceFieldRef.divisor ??= '0';
    }
  }
  for (const probe of [
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
  ]) {
    if (probe) {
      defaultProbe(probe);
    }
  }
  const { limits, requests } = container.resources;
  if (limits) {
    container.resources.requests = { ...limits, ...requests };
  }
}

function defaultVolume(volume: Volume): void {
  if (volume.secret) {
    volume.secret.defaultMode ??= 420;
  }
  if (volume.configMap) {
    volume.configMap.defaultMode ??= 420;
  }
  if (volume.downwardAPI) {
    volume.downwardAPI.defaultMode ??= 420;
  }
  const items = [...(volume.downwardAPI?.items ?? [])];
  if (volume.projected) {
    volume.projected.defaultMode ??= 420;
    for (const source of volume.projected.sources ?? []) {
      if (source.serviceAccountToken) {
        source.serviceAccountToken.expirationSeconds ??= 3600;
      }
      items.push(...(source.downwardAPI?.items ?? []));
    }
  }
  for (const item of items) {
    if (item.fieldRef) {
      item.fieldRef.apiVersion ??= 'v1';
    }
  }
  const known = Object.keys(volume).filter(key => key !== 'name');
  if (!known.length) {
    volume.emptyDir = {};
  }
}

/** Fills in the API server's defaults of a PodSpec. Changes the spec in place. */
export function defaultPodSpec(spec: PodSpec): void {
  spec.restartPolicy ??= 'Always';
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ??= 'default-scheduler';
  spec.securityContext ??= {};
  if (spec.serviceAccountName) {
    spec.serviceAccount = spec.serviceAccountName;
  } else if (spec.serviceAccount) {
    spec.serviceAccountName = spec.serviceAccount;
  }
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    defaultContainer(container);
  }
  for (const volume of spec.volumes ?? []) {
    defaultVolume(volume);
  }
}

const TOLERATIONS: Json[] = ['not-ready', 'unreachable'].map(condition => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** Fills in what a Pod gets and a template does not: admission and defaulting of the object. */
export function defaultPod(spec: PodSpec): void {
  spec.enableServiceLinks ??= true;
  spec.preemptionPolicy ??= 'PreemptLowerPriority';
  spec.priority ??= 0;
  const tolerations = (spec.tolerations ??= []) as JsonObject[];
  for (const toleration of TOLERATIONS as JsonObject[]) {
    if (!tolerations.some(other => other.key === toleration.key)) {
      tolerations.push({ ...toleration });
    }
  }
}
