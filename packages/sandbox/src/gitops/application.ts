import { JsonObject, KubeObject } from '../kubernetes/types';

export const TRACKING = 'argocd.argoproj.io/tracking-id';

/** What an Application of Argo CD says, as far as the sandbox goes: one source that is a folder of a repository. */
export interface Application {
  object: KubeObject;
  name: string;
  repoUrl: string;
  path: string;
  /** Branch, or `HEAD`. */
  revision: string;
  /** Namespace of objects that name none. */
  namespace: string;
  automated: boolean;
  prune: boolean;
  selfHeal: boolean;
}

/** An object that an Application keeps, as in its status. */
export interface TrackedResource {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}

export function readApplication(object: KubeObject): Application {
  const spec = fields(object.spec);
  const source = fields(spec.source);
  const policy = fields(spec.syncPolicy);
  const automated = fields(policy.automated);
  return {
    object,
    name: object.metadata.name,
    repoUrl: text(source.repoURL),
    path: text(source.path),
    revision: text(source.targetRevision) || 'HEAD',
    namespace: text(fields(spec.destination).namespace) || 'default',
    automated: policy.automated !== undefined,
    prune: automated.prune === true,
    selfHeal: automated.selfHeal === true,
  };
}

/** The object as Argo CD applies it: with its namespace, and the annotation by which it is told as its own. */
export function tracked(
  application: Application,
  object: KubeObject,
): { object: KubeObject; resource: TrackedResource } {
  const resource = resourceOf(application, object);
  const { group, kind, namespace, name } = resource;
  return {
    resource,
    object: {
      ...object,
      metadata: {
        ...object.metadata,
        namespace,
        annotations: {
          ...object.metadata.annotations,
          [TRACKING]: `${application.name}:${group}/${kind}:${namespace}/${name}`,
        },
      },
    },
  };
}

function resourceOf(
  application: Application,
  { apiVersion = '', kind = '', metadata }: KubeObject,
): TrackedResource {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  return {
    group,
    version,
    kind,
    namespace: metadata.namespace ?? application.namespace,
    name: metadata.name,
  };
}

/** Whether a Deployment, StatefulSet or DaemonSet runs as it is written. Other kinds are healthy as soon as they are there. */
export function healthOf(object: KubeObject | undefined): string {
  if (!object) {
    return 'Missing';
  }
  const spec = fields(object.spec);
  const status = fields(object.status);
  if (!fields(spec.template).spec || spec.replicas === undefined) {
    return 'Healthy';
  }
  const wanted = Number(spec.replicas);
  const isCurrent =
    Number(status.observedGeneration ?? 0) >=
      Number(object.metadata.generation ?? 0) &&
    Number(status.updatedReplicas ?? 0) >= wanted &&
    Number(status.availableReplicas ?? status.readyReplicas ?? 0) >= wanted;
  return isCurrent ? 'Healthy' : 'Progressing';
}

export function fields(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
