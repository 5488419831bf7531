import { randomUUID } from 'node:crypto';
import { Clock } from '../../clock';
import { Admission } from '../admission/Admission';
import {
  managedFieldsAfterUpdate,
  writeManagers,
} from '../apply/managedFields';
import { serverSideApply } from '../apply/serverSideApply';
import { defaultObject } from '../defaults/defaultObject';
import { deepClone, deepEqual, isObject, withoutNulls } from '../json';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { KubeObject, ObjectMeta } from '../types';
import { validateObject } from '../validation/validateObject';
import {
  ApiError,
  alreadyExists,
  badRequest,
  conflict,
  conflictBecause,
  forbidden,
  notFound,
} from './ApiError';
import { DeleteOptions, deletionOf } from './deletion';
import { ListOptions, ObjectList, asVersion, listObjects } from './listObjects';
import { PatchRequest, patchedObject } from './patchedObject';
import { hasGeneration, prepareForCreate } from './prepareForCreate';
import { RequestContext } from './RequestContext';
import { timestamp } from './timestamp';

/** Metadata only the server writes. */
const SERVER_FIELDS = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generateName',
] as const;

/** The verbs on stored objects, with everything between the request and the store. Authorisation happens before. */
export class ResourceApi {
  constructor(
    readonly store: ObjectStore,
    readonly registry: ResourceRegistry,
    readonly clock: Clock,
    private readonly admission: Admission,
  ) {}

  get(type: ResourceType, namespace: string | undefined, name: string) {
    return asVersion(type, this.#live(type, namespace, name));
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

  create(
    type: ResourceType,
    namespace: string | undefined,
    body: KubeObject,
    context: RequestContext,
    apply?: { force: boolean },
  ): KubeObject {
    const object = this.#decode(type, namespace, body);
    if (type.namespaced) this.#requireNamespace(type, object);
    if (object.metadata.name && !apply) {
      const { name } = object.metadata;
      if (this.store.get(type, namespace, name)) {
        throw alreadyExists(type, name);
      }
    }
    if (object.metadata.resourceVersion) {
      throw badRequest(
        'resourceVersion should not be set on objects to be created',
      );
    }
    const owned = apply
      ? serverSideApply(
          undefined,
          deepClone({ ...object, metadata: { ...object.metadata } }),
          this.#manager(type, context, undefined, 'Apply'),
          { kind: type.kind, custom: Boolean(type.custom) },
          { force: apply.force, now: this.#now() },
        ).owned
      : undefined;
    defaultObject(type, object);
    this.admission.admit(type, object, undefined, context);
    defaultObject(type, object);
    prepareForCreate(type, object, randomUUID(), this.#now());
    if (!object.metadata.name) {
      throw new ApiError(
        422,
        'Invalid',
        `${type.kind} "" is invalid: metadata.name: Required value: name or generateName is required`,
        {
          kind: type.kind,
          ...(type.group ? { group: type.group } : {}),
          causes: [
            {
              reason: 'FieldValueRequired',
              message: 'Required value: name or generateName is required',
              field: 'metadata.name',
            },
          ],
        },
      );
    }
    validateObject(type, object);
    if (this.store.get(type, namespace, object.metadata.name)) {
      throw alreadyExists(type, object.metadata.name);
    }
    object.metadata.managedFields = owned
      ? writeManagers(owned)
      : managedFieldsAfterUpdate(
          undefined,
          object,
          this.#manager(type, context),
          { kind: type.kind, custom: Boolean(type.custom) },
          this.#now(),
        );
    if (!object.metadata.managedFields) delete object.metadata.managedFields;
    return this.#write(type, object, context);
  }

  update(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    body: KubeObject,
    context: RequestContext,
    subresource?: string,
  ): KubeObject {
    const live = this.#live(type, namespace, name);
    const next = this.#decode(type, namespace, body);
    if (next.metadata.name !== name) {
      throw badRequest(
        `the name of the object (${next.metadata.name}) does not match the name on the URL (${name})`,
      );
    }
    return this.#replace(type, live, next, context, subresource);
  }

  patch(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    patch: PatchRequest,
    context: RequestContext,
    subresource?: string,
  ): KubeObject {
    if (patch.contentType === 'application/apply-patch+yaml') {
      return this.#apply(type, namespace, name, patch, context, subresource);
    }
    const live = this.#live(type, namespace, name);
    const next = patchedObject(type, asVersion(type, live), patch);
    if (next.metadata?.name !== name) {
      throw badRequest('the name of the object cannot be changed by a patch');
    }
    return this.#replace(
      type,
      live,
      this.#decode(type, namespace, next),
      context,
      subresource,
    );
  }

  /** Returns the object when it lives on for now, undefined when it is gone. */
  delete(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
    context: RequestContext,
  ): { object: KubeObject; gone: boolean } {
    const live = this.#live(type, namespace, name);
    const { uid, resourceVersion } = options.preconditions ?? {};
    if (uid && uid !== live.metadata.uid) {
      throw conflictBecause(
        type,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
      );
    }
    if (resourceVersion && resourceVersion !== live.metadata.resourceVersion) {
      throw conflictBecause(
        type,
        name,
        `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${live.metadata.resourceVersion}`,
      );
    }
    const { gone, object } = deletionOf(type, live, options, this.clock.now());
    if (context.dryRun) return { object: asVersion(type, object), gone };
    if (gone) return { object: this.#remove(type, object), gone };
    return { object: this.#write(type, object, context), gone };
  }

  /** Takes the object out of the store whatever its finalizers say; for controllers that have done their part. */
  purge(type: ResourceType, object: KubeObject): void {
    if (this.store.get(type, object.metadata.namespace, object.metadata.name)) {
      this.#remove(type, object);
    }
  }

  #now(): string {
    return timestamp(this.clock.now());
  }

  #live(type: ResourceType, namespace: string | undefined, name: string) {
    const live = this.store.get(type, namespace, name);
    if (!live) throw notFound(type, name);
    return live;
  }

  #manager(
    type: ResourceType,
    context: RequestContext,
    subresource?: string,
    operation: 'Apply' | 'Update' = 'Update',
  ) {
    return {
      name: context.manager,
      operation,
      apiVersion: apiVersionOf(type),
      subresource,
    };
  }

  #decode(
    type: ResourceType,
    namespace: string | undefined,
    body: KubeObject,
  ): KubeObject {
    const apiVersion = apiVersionOf(type);
    if (!isObject(body)) throw badRequest('the body is not an object');
    if (
      (body.kind && body.kind !== type.kind) ||
      (body.apiVersion && body.apiVersion !== apiVersion)
    ) {
      throw badRequest(
        `the API version in the data (${body.apiVersion}, ${body.kind}) does not match the expected API version (${apiVersion}, ${type.kind})`,
      );
    }
    const copy = type.custom ? deepClone : withoutNulls;
    const object = copy({ ...body, kind: type.kind, apiVersion });
    object.metadata = {
      ...(object.metadata as ObjectMeta | undefined),
    } as ObjectMeta;
    if (type.namespaced) {
      if (
        object.metadata.namespace &&
        object.metadata.namespace !== namespace
      ) {
        throw badRequest(
          `the namespace of the provided object does not match the namespace sent on the request`,
        );
      }
      object.metadata.namespace = namespace;
    } else {
      delete object.metadata.namespace;
    }
    return object;
  }

  #requireNamespace(type: ResourceType, object: KubeObject): void {
    const namespaces = this.registry.builtIn('namespaces');
    const name = object.metadata.namespace as string;
    const namespace = this.store.get(namespaces, undefined, name);
    if (!namespace) throw notFound(namespaces, name);
    if (namespace.metadata.deletionTimestamp) {
      const error = forbidden(
        type,
        object.metadata.name ?? '',
        `unable to create new content in namespace ${name} because it is being terminated`,
      );
      throw new ApiError(error.code, error.reason, error.message, {
        ...error.details,
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${name} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      });
    }
  }

  #apply(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
    patch: PatchRequest,
    context: RequestContext,
    subresource?: string,
  ): KubeObject {
    const configuration = this.#decode(
      type,
      namespace,
      patch.body as KubeObject,
    );
    configuration.metadata.name ??= name;
    if (configuration.metadata.name !== name) {
      throw badRequest(
        'the name of the object does not match the name on the URL',
      );
    }
    if (configuration.metadata.managedFields?.length) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const live = this.store.get(type, namespace, name);
    const force = patch.force ?? false;
    if (!live) {
      if (subresource) throw notFound(type, name);
      return this.create(type, namespace, configuration, context, { force });
    }
    const wanted = configuration.metadata.resourceVersion;
    if (wanted && wanted !== live.metadata.resourceVersion) {
      throw conflict(type, name);
    }
    if (type.subresources.includes('status')) {
      if (subresource !== 'status') delete configuration.status;
    }
    if (type.plural === 'secrets') defaultSecretData(configuration);
    const { object, owned } = serverSideApply(
      asVersion(type, live),
      configuration,
      this.#manager(type, context, subresource, 'Apply'),
      { kind: type.kind, custom: Boolean(type.custom) },
      { force, now: this.#now() },
    );
    return this.#replace(
      type,
      live,
      deepClone(object),
      context,
      subresource,
      () => writeManagers(owned),
    );
  }

  #replace(
    type: ResourceType,
    live: KubeObject,
    next: KubeObject,
    context: RequestContext,
    subresource?: string,
    managedFields?: () => ObjectMeta['managedFields'],
  ): KubeObject {
    const { name } = live.metadata;
    const { metadata } = next;
    if (metadata.uid && metadata.uid !== live.metadata.uid) {
      throw conflictBecause(
        type,
        name,
        `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${live.metadata.uid}`,
      );
    }
    if (
      metadata.resourceVersion &&
      metadata.resourceVersion !== live.metadata.resourceVersion
    ) {
      throw conflict(type, name);
    }
    let object = next;
    if (subresource === 'status') {
      object = {
        ...deepClone(live),
        status: next.status,
        metadata: {
          ...deepClone(live.metadata),
          managedFields: metadata.managedFields,
        },
      };
    } else if (type.subresources.includes('status')) {
      object.status = deepClone(live.status);
    }
    for (const field of SERVER_FIELDS) {
      object.metadata[field] = live.metadata[field] as never;
    }
    if (subresource !== 'status') {
      defaultObject(type, object);
      this.admission.admit(type, object, live, context);
      validateObject(type, object, asVersion(type, live));
      const changed = !deepEqual(
        { ...asVersion(type, live), metadata: 0, status: 0 },
        { ...asVersion(type, object), metadata: 0, status: 0 },
      );
      if (changed && hasGeneration(type)) {
        object.metadata.generation = (live.metadata.generation ?? 0) + 1;
      }
    }
    const shape = { kind: type.kind, custom: Boolean(type.custom) };
    object.metadata.managedFields = managedFields
      ? managedFields()
      : managedFieldsAfterUpdate(
          asVersion(type, live),
          object,
          this.#manager(type, context, subresource),
          shape,
          this.#now(),
        );
    if (deepEqual(asVersion(type, live), object)) return asVersion(type, live);
    const finished =
      live.metadata.deletionTimestamp &&
      !object.metadata.finalizers?.length &&
      type.plural !== 'namespaces' &&
      !object.metadata.deletionGracePeriodSeconds;
    if (finished && !context.dryRun) return this.#remove(type, object);
    return this.#write(type, object, context);
  }

  #write(type: ResourceType, object: KubeObject, context: RequestContext) {
    if (context.dryRun) return asVersion(type, object);
    const stored = this.store.put(type, deepClone(object));
    if (type.plural === 'customresourcedefinitions')
      this.registry.define(stored);
    return asVersion(type, stored);
  }

  #remove(type: ResourceType, object: KubeObject): KubeObject {
    const removed = asVersion(type, this.store.remove(type, deepClone(object)));
    if (type.plural === 'customresourcedefinitions') {
      for (const custom of this.registry.undefine(object.metadata.name)) {
        this.store
          .list(custom)
          .forEach(item => this.store.remove(custom, item));
      }
    }
    return removed;
  }
}

function defaultSecretData(secret: KubeObject): void {
  if (!isObject(secret.stringData)) return;
  const data = { ...(isObject(secret.data) ? secret.data : {}) };
  for (const [key, value] of Object.entries(secret.stringData)) {
    data[key] = Buffer.from(String(value)).toString('base64');
  }
  secret.data = data;
  delete secret.stringData;
}
