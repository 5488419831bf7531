import { Clock } from '../../clock';
import { Admission, AdmissionRequest } from '../admission/Admission';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { KubeObject } from '../types';
import { badRequest, conflict } from '../ApiError';
import { ApiParts, liveObject, removeObject } from './ApiParts';
import { applyObject } from './applyObject';
import { createObject } from './createObject';
import { decodeObject } from './decodeObject';
import { Deleted, deleteObject } from './deleteObject';
import { DeleteOptions } from './deletion';
import { ListOptions, ObjectList, asVersion, listObjects } from './listObjects';
import { PatchRequest, patchedObject } from './patchedObject';
import { replaceObject } from './replaceObject';
import { RequestContext } from './RequestContext';
import { isCreatedByUpdate, requireUid } from './updateRules';

/** How often a write is tried again when the object is changed while its webhooks are called. */
const ATTEMPTS = 5;

/**
 * The verbs on stored objects, with everything between the request and the store. Authorisation comes before. Writes
 * wait only for webhooks: when none matches, the store has changed when the call returns.
 */
export class ResourceApi implements ApiParts {
  constructor(
    readonly store: ObjectStore,
    readonly registry: ResourceRegistry,
    readonly clock: Clock,
    readonly admission: Admission,
  ) {}

  get(type: ResourceType, namespace: string | undefined, name: string) {
    return asVersion(type, liveObject(this, type, namespace, name));
  }

  list(
    type: ResourceType,
    namespace: string | undefined,
    options: ListOptions = {},
  ): ObjectList {
    const list = listObjects(this.store, type, namespace, options);
    return {
      ...list,
      items: list.items.map(item => asVersion(type, item)),
    };
  }

  async create(
    type: ResourceType,
    namespace: string | undefined,
    body: KubeObject,
    context: RequestContext,
  ): Promise<KubeObject> {
    return createObject(this, type, namespace, body, context);
  }

  async update(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    body: KubeObject,
    context: RequestContext,
    subresource?: string,
  ): Promise<KubeObject> {
    return this.again(type, name, () => {
      const existing = this.store.get(type, namespace, name);
      if (!existing && !subresource && isCreatedByUpdate(type)) {
        return createObject(this, type, namespace, body, context);
      }
      const live = liveObject(this, type, namespace, name);
      const next = decodeObject(type, namespace, body, context);
      if (next.metadata.name !== name) {
        throw badRequest(
          `the name of the object (${next.metadata.name}) does not match the name on the URL (${name})`,
        );
      }
      requireUid(type, live, next);
      return replaceObject(this, { type, live, next, context, subresource });
    });
  }

  async patch(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    patch: PatchRequest,
    context: RequestContext,
    subresource?: string,
  ): Promise<KubeObject> {
    return this.again(type, name, () => {
      if (patch.contentType === 'application/apply-patch+yaml') {
        return applyObject(
          this,
          type,
          namespace,
          name,
          patch,
          context,
          subresource,
        );
      }
      const live = liveObject(this, type, namespace, name);
      const patched = patchedObject(type, asVersion(type, live), patch);
      if (patched.metadata?.name !== name) {
        throw badRequest('the name of the object cannot be changed by a patch');
      }
      const next = decodeObject(type, namespace, patched, context, patch);
      return replaceObject(this, { type, live, next, context, subresource });
    });
  }

  /** The object when it stays for now; `gone` when it was removed from the store. */
  async delete(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
    context: RequestContext,
  ): Promise<Deleted> {
    return deleteObject(this, type, namespace, name, options, context);
  }

  /** Admission of a subresource that is not stored (eviction, token). */
  async admit(request: AdmissionRequest): Promise<void> {
    await this.admission.mutate(request);
    await this.admission.validate(request);
  }

  /** Removes the object from the store whatever its finalizers are. For controllers that have finished their work. */
  purge(type: ResourceType, object: KubeObject): void {
    if (this.store.get(type, object.metadata.namespace, object.metadata.name)) {
      removeObject(this, type, object);
    }
  }

  private async again(
    type: ResourceType,
    name: string,
    attempt: () => Promise<KubeObject | undefined>,
  ): Promise<KubeObject> {
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const done = await attempt();
      if (done) {
        return done;
      }
    }
    throw conflict(type, name);
  }
}
