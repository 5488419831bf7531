import {
  ApiError,
  badRequest,
  invalid,
  methodNotAllowed,
  noSuchResource,
} from '../api/ApiError';
import { DeleteOptions } from '../api/deletion';
import { requireDisruption } from '../api/evictPod';
import { patchedObject } from '../api/patchedObject';
import { writeOptions } from '../api/createObject';
import { RequestContext } from '../api/RequestContext';
import { timestamp } from '../api/timestamp';
import { deepClone, valueAt } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { Json, JsonObject, KubeObject, Pod, Workload } from '../types';
import type { ResourceRequest, ServerParts } from './KubernetesHandler';

interface Body {
  contentType: string;
  body(): Json;
}

type Reply = (code: number, object: JsonObject) => void;

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

/** An object without a number of replicas cannot be shown as a Scale, but can be given one. */
function withReplicas(type: ResourceType, workload: Workload): Workload {
  const path = membersOf(type.scalePaths!.specReplicasPath);
  if (valueAt(workload, path) !== undefined) return workload;
  const copy = deepClone(workload);
  setReplicas(type, copy, 0);
  return copy;
}

const MINIMUM_TOKEN_SECONDS = 600;

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

async function serveScale(
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
  if (verb === 'get') return scale;
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

type TokenRequestSpec = {
  audiences?: string[];
  expirationSeconds?: number;
  boundObjectRef?: { kind?: string; name?: string; uid?: string };
};

function boundObject(
  parts: ServerParts,
  type: ResourceType,
  namespace: string,
  account: string,
  reference: TokenRequestSpec['boundObjectRef'],
): JsonObject {
  if (!reference?.kind) return {};
  const plurals: Record<string, string> = { Pod: 'pods', Secret: 'secrets' };
  const plural = plurals[reference.kind];
  if (!plural) {
    throw badRequest(
      `cannot bind token for serviceaccount "${account}" to object of kind ${reference.kind}`,
    );
  }
  const bound = parts.api.get(
    parts.api.registry.builtIn(plural),
    namespace,
    reference.name ?? '',
  );
  if (reference.uid && reference.uid !== bound.metadata.uid) {
    throw new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${type.plural} "${account}": the UID in the bound object reference (${reference.uid}) does not match the UID in record. The object might have been deleted and then recreated`,
      { name: account, kind: type.plural },
    );
  }
  if (plural === 'pods' && (bound as Pod).spec.serviceAccountName !== account) {
    throw badRequest(
      `cannot bind token for serviceaccount "${account}" to pod running with different serviceaccount name.`,
    );
  }
  const identity = {
    name: bound.metadata.name,
    uid: bound.metadata.uid as string,
  };
  if (plural === 'secrets') return { secret: identity };
  const { nodeName } = (bound as Pod).spec;
  const node = nodeName
    ? parts.api.store.get(
        parts.api.registry.builtIn('nodes'),
        undefined,
        nodeName,
      )
    : undefined;
  return {
    pod: identity,
    ...(node
      ? { node: { name: node.metadata.name, uid: node.metadata.uid } }
      : {}),
  };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
async function serveToken(
  parts: ServerParts,
  { path, type }: ResourceRequest,
  context: RequestContext,
  sent: Body,
): Promise<JsonObject> {
  const { api, issuer } = parts;
  const namespace = path.namespace as string;
  const account = api.get(type, namespace, path.name as string);
  const { name, uid } = account.metadata;
  const request = sent.body() as KubeObject;
  const spec = (request?.spec ?? {}) as TokenRequestSpec;
  const seconds = spec.expirationSeconds ?? 3600;
  if (seconds < MINIMUM_TOKEN_SECONDS) {
    throw invalid(
      { ...type, group: 'authentication.k8s.io', kind: 'TokenRequest' },
      '',
      [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`,
          field: 'spec.expirationSeconds',
        },
      ],
    );
  }
  await api.admit({
    operation: 'CREATE',
    type,
    subresource: 'token',
    namespace,
    name,
    object: { ...request, metadata: { ...request.metadata, name, namespace } },
    context,
    options: writeOptions('CreateOptions', context),
  });
  const audiences = spec.audiences?.length ? spec.audiences : parts.audiences;
  const { token, claims } = issuer.issue(
    {
      namespace,
      serviceAccount: { name, uid: uid as string },
      ...boundObject(parts, type, namespace, name, spec.boundObjectRef),
    },
    audiences,
    seconds,
  );
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {
      name,
      namespace,
      creationTimestamp: timestamp(api.clock.now()),
    },
    spec: {
      audiences,
      expirationSeconds: seconds,
      boundObjectRef: spec.boundObjectRef ?? null,
    },
    status: { token, expirationTimestamp: timestamp(claims.exp * 1000) },
  };
}

async function serveEviction(
  parts: ServerParts,
  { path, type }: ResourceRequest,
  context: RequestContext,
  sent: Body,
): Promise<JsonObject> {
  const eviction = sent.body() as KubeObject;
  const name = path.name as string;
  const { api } = parts;
  const pod = api.get(type, path.namespace, name) as Pod;
  await api.admit({
    operation: 'CREATE',
    type,
    subresource: 'eviction',
    namespace: path.namespace,
    name,
    object: eviction,
    context,
    options: writeOptions('CreateOptions', context),
  });
  const options = (eviction.deleteOptions ?? {}) as DeleteOptions;
  const dryRun = context.dryRun || Boolean(options.dryRun?.includes('All'));
  requireDisruption(api, pod, dryRun);
  await api.delete(type, path.namespace, name, options, { ...context, dryRun });
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
}

/** scale, token and eviction. */
export async function serveSubresource(
  parts: ServerParts,
  request: ResourceRequest,
  context: RequestContext,
  sent: Body,
  reply: Reply,
): Promise<void> {
  const { path, type, verb } = request;
  if (!type.subresources.includes(path.subresource ?? '')) {
    throw noSuchResource();
  }
  switch (path.subresource) {
    case 'scale':
      reply(200, await serveScale(parts, request, context, sent));
      return;
    case 'token':
      if (verb !== 'create') throw methodNotAllowed();
      reply(201, await serveToken(parts, request, context, sent));
      return;
    case 'eviction':
      if (verb !== 'create') throw methodNotAllowed();
      reply(201, await serveEviction(parts, request, context, sent));
      return;
    default:
      throw methodNotAllowed();
  }
}
