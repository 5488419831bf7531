import { ApiError } from '../ApiError';
import { ResourceApi } from '../api/ResourceApi';
import { RequestContext, systemContext } from '../api/RequestContext';
import { timestamp } from '../api/timestamp';
import { Delays } from '../ClusterSandbox';
import { ResourceType } from '../resources/resourceTypes';
import { storageKey } from '../store/ObjectStore';
import {
  Json,
  KubeObject,
  LabelSelector,
  ObjectMeta,
  OwnerReference,
} from '../types';
import { matchesSelector } from '../store/selectors';
import { deepEqual } from '../json';

export interface ControllerOptions {
  api: ResourceApi;
  delays: Delays;
  caPem: string;
}

/** The calls of the API that controllers need. */
export class ControllerContext {
  private readonly context: RequestContext;
  /** Name of the existing Event with the same message for an object. */
  readonly recordedEvents = new Map<string, string>();

  constructor(readonly api: ResourceApi, readonly component: string) {
    this.context = systemContext(component);
  }

  now(): string {
    return timestamp(this.api.clock.now());
  }

  type(plural: string): ResourceType {
    return this.api.registry.builtIn(plural);
  }

  find<T extends KubeObject>(
    plural: string,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    const type = this.type(plural);
    return this.api.store.get(type, namespace, name)
      ? (this.api.get(type, namespace, name) as T)
      : undefined;
  }

  list<T extends KubeObject>(plural: string, namespace?: string): T[] {
    return this.api.store.list(this.type(plural), namespace) as T[];
  }

  /** Objects whose controller is this owner. */
  controlledBy<T extends KubeObject>(plural: string, owner: KubeObject): T[] {
    return this.list<T>(plural, owner.metadata.namespace).filter(object =>
      object.metadata.ownerReferences?.some(
        reference =>
          reference.controller && reference.uid === owner.metadata.uid,
      ),
    );
  }

  /** Objects without a controller that match the owner's selector. A controller adopts them. */
  async adopt(
    plural: string,
    owner: KubeObject,
    selector: LabelSelector,
  ): Promise<void> {
    for (const orphan of this.list(plural, owner.metadata.namespace)) {
      const controlled = orphan.metadata.ownerReferences?.some(
        reference => reference.controller,
      );
      if (controlled || orphan.metadata.deletionTimestamp) {
        continue;
      }
      if (!matchesSelector(selector, orphan.metadata.labels)) {
        continue;
      }
      await this.update(plural, {
        ...orphan,
        metadata: {
          ...orphan.metadata,
          ownerReferences: [
            ...(orphan.metadata.ownerReferences ?? []),
            ownerReference(owner),
          ],
        },
      });
    }
  }

  async create(plural: string, object: KubeObject): Promise<KubeObject> {
    return this.api.create(
      this.type(plural),
      object.metadata.namespace,
      object,
      this.context,
    );
  }

  /** The last write wins. The resource version is not compared, because these controllers always read first. */
  async update(plural: string, object: KubeObject): Promise<KubeObject> {
    return this.api.update(
      this.type(plural),
      object.metadata.namespace,
      object.metadata.name,
      {
        ...object,
        metadata: { ...object.metadata, resourceVersion: undefined },
      },
      this.context,
    );
  }

  async updateStatus(
    plural: string,
    object: KubeObject,
    status: Json,
  ): Promise<void> {
    if (deepEqual(object.status, status)) {
      return;
    }
    await this.api.update(
      this.type(plural),
      object.metadata.namespace,
      object.metadata.name,
      {
        ...object,
        metadata: { ...object.metadata, resourceVersion: undefined },
        status,
      },
      this.context,
      'status',
    );
  }

  async delete(plural: string, object: KubeObject): Promise<void> {
    try {
      await this.api.delete(
        this.type(plural),
        object.metadata.namespace,
        object.metadata.name,
        { preconditions: { uid: object.metadata.uid } },
        this.context,
      );
    } catch (error) {
      const gone =
        error instanceof ApiError && (error.code === 404 || error.code === 409);
      if (!gone) {
        throw error;
      }
    }
  }

  async deleteAll(plural: string, objects: KubeObject[]): Promise<void> {
    for (const object of objects) {
      await this.delete(plural, object);
    }
  }

  watches(plural: string): string {
    return storageKey(this.type(plural));
  }

  /** Records an Event. A repeated one increases the count. */
  async event(
    object: KubeObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    fieldPath?: string,
    host?: string,
  ): Promise<void> {
    await recordEvent(this, object, type, reason, message, fieldPath, host);
  }
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion as string,
    kind: owner.kind as string,
    name: owner.metadata.name,
    uid: owner.metadata.uid as string,
    controller: true,
    blockOwnerDeletion: true,
  };
}

async function recordEvent(
  context: ControllerContext,
  object: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  fieldPath?: string,
  host?: string,
): Promise<void> {
  const namespace = object.metadata.namespace ?? 'default';
  const now = context.now();
  const key = [object.metadata.uid, reason, message].join('\u0000');
  const recorded = context.recordedEvents.get(key);
  const same = recorded && context.find('events', namespace, recorded);
  try {
    if (same) {
      await context.update('events', {
        ...same,
        count: Number(same.count ?? 1) + 1,
        lastTimestamp: now,
      });
      return;
    }
    const suffix = context.api.store.revision.toString(16).padStart(16, '0');
    const made = await context.create('events', {
      metadata: {
        name: `${object.metadata.name.slice(0, 220)}.${suffix}`,
        namespace,
      } as ObjectMeta,
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name: object.metadata.name,
        namespace: object.metadata.namespace,
        uid: object.metadata.uid,
        resourceVersion: object.metadata.resourceVersion,
        ...(fieldPath ? { fieldPath } : {}),
      },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
      eventTime: null,
      source: { component: context.component, ...(host ? { host } : {}) },
      reportingComponent: context.component,
      reportingInstance: host ?? '',
    });
    context.recordedEvents.set(key, made.metadata.name);
  } catch (error) {
    // The namespace may be in deletion. A lost Event is no reason to fail.
    if (!(error instanceof ApiError)) {
      throw error;
    }
  }
}
