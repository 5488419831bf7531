import { RequestContext } from '../api/RequestContext';
import { ResourceType } from '../resources/resourceTypes';
import { JsonObject, KubeObject } from '../types';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

/** One request for admission. */
export interface AdmissionRequest {
  operation: Operation;
  type: ResourceType;
  subresource?: string;
  namespace?: string;
  name: string;
  /** The new object; absent for DELETE. Mutating plug-ins change it in place or replace it. */
  object?: KubeObject;
  /** The stored object; absent for CREATE. */
  oldObject?: KubeObject;
  context: RequestContext;
  /** CreateOptions, UpdateOptions, PatchOptions or DeleteOptions as sent. */
  options: JsonObject;
}

/** A plug-in of the server itself. It may change the object, or throw an ApiError to refuse it. */
export type AdmissionPlugin = (request: AdmissionRequest) => void;

/** The webhooks; undefined when none matches, so that the request need not wait. */
export interface AdmissionWebhooks {
  /** Resolves when all have been called. `changed` runs after one has changed the object. */
  mutate(
    request: AdmissionRequest,
    changed: () => void,
  ): Promise<void> | undefined;
  validate(request: AdmissionRequest): Promise<void> | undefined;
}

/**
 * The chain every write goes through, dry run or not: mutating plug-ins and webhooks, then (after the object is
 * validated) validating ones. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export class Admission {
  private mutatingPlugins: AdmissionPlugin[] = [];
  private validatingPlugins: AdmissionPlugin[] = [];
  private lastPlugins: AdmissionPlugin[] = [];
  private webhooks: AdmissionWebhooks | undefined;

  mutating(plugin: AdmissionPlugin): this {
    this.mutatingPlugins.push(plugin);
    return this;
  }

  validating(plugin: AdmissionPlugin): this {
    this.validatingPlugins.push(plugin);
    return this;
  }

  /** Plug-ins after the validating webhooks. ResourceQuota is one, so that refused requests are not counted. */
  last(plugin: AdmissionPlugin): this {
    this.lastPlugins.push(plugin);
    return this;
  }

  callWebhooks(webhooks: AdmissionWebhooks): this {
    this.webhooks = webhooks;
    return this;
  }

  mutate(request: AdmissionRequest): Promise<void> | undefined {
    const plugins = () =>
      this.mutatingPlugins.forEach(plugin => plugin(request));
    plugins();
    // The plug-ins check what a webhook added too, because the real server reinvokes them.
    return this.webhooks?.mutate(request, plugins);
  }

  validate(request: AdmissionRequest): Promise<void> | undefined {
    this.validatingPlugins.forEach(plugin => plugin(request));
    const last = () => this.lastPlugins.forEach(plugin => plugin(request));
    const called = this.webhooks?.validate(request);
    if (called) {
      return called.then(last);
    }
    last();
    return undefined;
  }
}
