import { ApiError } from '../../ApiError';
import { writeOptions } from '../../api/createObject';
import { patchedObject } from '../../api/patchedObject';
import { RequestContext } from '../../api/RequestContext';
import { deepClone, valueAt } from '../../json';
import { ResourceType } from '../../resources/resourceTypes';
import { JsonObject, KubeObject, Workload } from '../../types';
import type { ServerParts } from '../ServerParts';
import type { ResourceRequest } from '../ResourceRequest';
import { Body } from './Body';

/** `.spec.replicas` */
function membersOf(path: string): string[] {
  return path.split('.').filter(Boolean);
}

function setReplicas(
  type: ResourceType,
  object: KubeObject,
  replicas: number,
): void {
  const path = membersOf(type.scalePaths?.specReplicasPath ?? '.spec.replicas');
  const last = path.pop() as string;
  let parent: JsonObject = object;
  for (const name of path) {
    parent[name] ??= {};
    parent = parent[name] as JsonObject;
  }
  parent[last] = replicas;
}

/** An object without replicas cannot be read as a Scale, but its replicas can be set. */
function withReplicas(type: ResourceType, workload: Workload): Workload {
  const path = membersOf(type.scalePaths!.specReplicasPath);
  if (valueAt(workload, path) !== undefined) {
    return workload;
  }
  const copy = deepClone(workload);
  setReplicas(type, copy, 0);
  return copy;
}

function scaleOf(type: ResourceType, workload: Workload): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    workload.metadata;
  const metadata = { name, namespace, uid, resourceVersion, creationTimestamp };
  const shell = { kind: 'Scale', apiVersion: 'autoscaling/v1', metadata };
  if (type.scalePaths) {
    const at = (path: string) => valueAt(workload, membersOf(path));
    const { specReplicasPath, statusReplicasPath, labelSelectorPath } =
      type.scalePaths;
    const replicas = at(specReplicasPath);
    if (replicas === undefined) {
      const message = `the spec replicas field "${specReplicasPath}" does not exist`;
      throw new ApiError(
        500,
        'InternalError',
        `Internal error occurred: ${message}`,
        { causes: [{ message }] },
      );
    }
    return {
      ...shell,
      spec: { replicas },
      status: {
        replicas: at(statusReplicasPath) ?? 0,
        ...(labelSelectorPath ? { selector: at(labelSelectorPath) } : {}),
      },
    };
  }
  const labels = workload.spec.selector?.matchLabels ?? {};
  return {
    ...shell,
    spec: { replicas: workload.spec.replicas ?? 0 },
    status: {
      replicas: workload.status?.replicas ?? 0,
      selector: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  };
}

export async function serveScale(
  parts: ServerParts,
  { path, type, verb }: ResourceRequest,
  context: RequestContext,
  sent: Body,
): Promise<KubeObject> {
  const { api } = parts;
  const name = path.name as string;
  const workload = api.get(type, path.namespace, name) as Workload;
  const writing = verb !== 'get' && type.scalePaths;
  const scale = scaleOf(
    type,
    writing ? withReplicas(type, workload) : workload,
  );
  if (verb === 'get') {
    return scale;
  }
  const next =
    verb === 'patch'
      ? patchedObject({ ...type, kind: 'Scale', custom: true }, scale, {
          contentType: sent.contentType.replace('strategic-', ''),
          body: sent.body(),
        })
      : (sent.body() as KubeObject);
  const admission = {
    operation: 'UPDATE' as const,
    type,
    subresource: 'scale',
    namespace: path.namespace,
    name,
    object: {
      ...scale,
      ...next,
      metadata: { ...scale.metadata, ...next.metadata },
    } as KubeObject & { spec?: { replicas?: number } },
    oldObject: scale,
    context,
    options: writeOptions('UpdateOptions', context),
  };
  await api.admit(admission);
  const changed = deepClone(workload);
  setReplicas(type, changed, admission.object.spec?.replicas ?? 0);
  changed.metadata.resourceVersion = next.metadata?.resourceVersion;
  const updated = await api.update(
    type,
    path.namespace,
    name,
    changed,
    context,
    'scale',
  );
  return scaleOf(type, updated as Workload);
}
