import { ApiError } from '../../ApiError';
import { deepEqual, isObject } from '../../json';
import { PatchFailure, jsonPatch } from '../../patch/jsonPatch';
import { ResourceType, apiVersionOf } from '../../resources/resourceTypes';
import { Json, KubeObject } from '../../types';
import { AdmissionRequest, AdmissionWebhooks } from '../Admission';
import { WebhookWorld, askWebhook } from './askWebhook';
import { matchingType } from './matching';
import { Webhook } from './webhookTypes';

interface Concerned {
  webhook: Webhook;
  type: ResourceType;
}

function patched(
  object: KubeObject,
  patch: string,
  { type }: Concerned,
): KubeObject {
  try {
    const operations = JSON.parse(Buffer.from(patch, 'base64').toString());
    const seen = { ...object, apiVersion: apiVersionOf(type) };
    const changed = jsonPatch(seen, operations as Json);
    if (!isObject(changed) || !isObject(changed.metadata)) {
      throw new Error('the patched object is none');
    }
    return { ...changed, apiVersion: object.apiVersion } as KubeObject;
  } catch (error) {
    // An error whatever the failure policy: the webhook has answered, but its patch cannot be applied.
    const why =
      error instanceof PatchFailure ? error.why : (error as Error).message;
    throw new ApiError(
      500,
      'InternalError',
      `Internal error occurred: ${why}`,
      { causes: [{ message: why }] },
    );
  }
}

/** Calls the webhooks of the stored configurations: mutating ones one after the other, validating ones at once. */
export class Webhooks implements AdmissionWebhooks {
  constructor(private readonly world: WebhookWorld) {}

  mutate(
    request: AdmissionRequest,
    changed: () => void,
  ): Promise<void> | undefined {
    if (!request.object) {
      return undefined;
    }
    const all = this.concerned('mutatingwebhookconfigurations', request);
    return all.length ? this.mutateAll(all, request, changed) : undefined;
  }

  validate(request: AdmissionRequest): Promise<void> | undefined {
    const all = this.concerned('validatingwebhookconfigurations', request);
    // A deletion cannot be mutated, so only validating webhooks are called.
    const deleting =
      request.operation === 'DELETE'
        ? this.concerned('mutatingwebhookconfigurations', request)
        : [];
    const asked = [...deleting, ...all];
    if (!asked.length) {
      return undefined;
    }
    return Promise.all(
      asked.map(({ webhook, type }) =>
        askWebhook(webhook, request, type, this.world),
      ),
    ).then(() => undefined);
  }

  private concerned(plural: string, request: AdmissionRequest): Concerned[] {
    const { store, registry } = this.world;
    return store
      .list(registry.builtIn(plural))
      .flatMap(configuration => (configuration.webhooks ?? []) as Webhook[])
      .flatMap(webhook => {
        const type = matchingType(webhook, request, store, registry);
        return type ? [{ webhook, type }] : [];
      });
  }

  private async mutateAll(
    all: Concerned[],
    request: AdmissionRequest,
    changed: () => void,
  ): Promise<void> {
    const left = new Map<Concerned, KubeObject>();
    for (const each of all) {
      if (await this.mutateOnce(each, request)) {
        changed();
      }
      left.set(each, request.object!);
    }
    // Calls those webhooks again that ask to see later changes.
    for (const [each, seen] of left) {
      const again = each.webhook.reinvocationPolicy === 'IfNeeded';
      if (!again || deepEqual(seen, request.object)) {
        continue;
      }
      if (await this.mutateOnce(each, request)) {
        changed();
      }
    }
  }

  private async mutateOnce(
    each: Concerned,
    request: AdmissionRequest,
  ): Promise<boolean> {
    const { webhook, type } = each;
    const response = await askWebhook(webhook, request, type, this.world);
    if (!response?.patch) {
      return false;
    }
    const before = request.object!;
    const after = patched(before, response.patch, each);
    if (deepEqual(before, after)) {
      return false;
    }
    request.object = after;
    return true;
  }
}
