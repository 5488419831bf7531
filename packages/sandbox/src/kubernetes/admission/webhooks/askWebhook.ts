import { randomUUID } from 'node:crypto';
import { ApiError, badRequest } from '../../ApiError';
import { isObject } from '../../json';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ResourceType } from '../../resources/resourceTypes';
import { ObjectStore } from '../../store/ObjectStore';
import { AdmissionRequest } from '../Admission';
import { ReviewClient } from './postReview';
import { reviewOf } from './reviewOf';
import { WebhookServices, targetOf } from './targetOf';
import { WebhookCallError } from './WebhookCallError';
import { AdmissionResponse, Webhook } from './webhookTypes';

export interface WebhookWorld {
  store: ObjectStore;
  registry: ResourceRegistry;
  services: WebhookServices;
  client: ReviewClient;
}

function responseOf(answer: unknown, uid: string): AdmissionResponse {
  const { apiVersion, kind, response } = isObject(answer)
    ? answer
    : ({} as Record<string, undefined>);
  const invalid = (why: string) =>
    new WebhookCallError(`received invalid webhook response: ${why}`);
  if (!isObject(response)) {
    throw invalid('webhook response was absent');
  }
  if (apiVersion !== 'admission.k8s.io/v1' || kind !== 'AdmissionReview') {
    throw invalid(
      `expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got ${
        apiVersion ?? ''
      }, Kind=${kind ?? ''}`,
    );
  }
  const found = response as AdmissionResponse;
  if (found.uid !== uid) {
    throw invalid(`expected response.uid="${uid}", got "${found.uid ?? ''}"`);
  }
  if (found.patch && !found.patchType) {
    throw invalid('webhook returned response.patch but not response.patchType');
  }
  if (found.patchType && !found.patch) {
    throw invalid('webhook returned response.patchType but not response.patch');
  }
  if (found.patchType && found.patchType !== 'JSONPatch') {
    throw invalid(
      `webhook returned invalid response.patchType of "${found.patchType}"`,
    );
  }
  if (found.patch) {
    try {
      JSON.parse(Buffer.from(found.patch, 'base64').toString());
    } catch (error) {
      throw new WebhookCallError(
        `received undecodable patch in webhook response: ${
          (error as Error).message
        }`,
      );
    }
  }
  return found;
}

function denial(name: string, status: AdmissionResponse['status']): ApiError {
  const denied = `admission webhook "${name}" denied the request`;
  const why = status?.message || status?.reason;
  const { code = 0, reason = '', details } = status ?? {};
  return new ApiError(
    Math.max(code, 400),
    reason,
    why ? `${denied}: ${why}` : `${denied} without explanation`,
    isObject(details) ? details : undefined,
  );
}

/** The error when a webhook that fails closed cannot be called. */
function unavailable(name: string, error: WebhookCallError): ApiError {
  const message = `failed calling webhook "${name}": ${error.message}`;
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { causes: [{ message }] },
  );
}

/**
 * Calls one webhook. Returns its answer when it allows the request, and undefined when it could not be called and fails
 * open. Throws an ApiError when it refuses, or could not be called and fails closed.
 */
export async function askWebhook(
  webhook: Webhook,
  request: AdmissionRequest,
  type: ResourceType,
  world: WebhookWorld,
): Promise<AdmissionResponse | undefined> {
  const { name } = webhook;
  const { context } = request;
  const harmless = ['None', 'NoneOnDryRun'].includes(webhook.sideEffects ?? '');
  if (context.dryRun && !harmless) {
    throw badRequest(`admission webhook "${name}" does not support dry run`);
  }
  let response: AdmissionResponse;
  try {
    if (webhook.matchConditions?.length) {
      throw new WebhookCallError(
        'match conditions are written in CEL, which this server cannot evaluate',
      );
    }
    const uid = randomUUID();
    const answer = await world.client.post(
      targetOf(webhook, world.store, world.registry, world.services),
      reviewOf(uid, request, type),
      webhook.timeoutSeconds ?? 10,
    );
    response = responseOf(answer, uid);
  } catch (error) {
    if (!(error instanceof WebhookCallError)) {
      throw error;
    }
    if (webhook.failurePolicy === 'Ignore') {
      context.annotate?.(`failed-open.webhook.admission.k8s.io/${name}`, name);
      return undefined;
    }
    throw unavailable(name, error);
  }
  response.warnings?.forEach(warning => context.warn?.(warning));
  for (const [key, value] of Object.entries(response.auditAnnotations ?? {})) {
    context.annotate?.(`${name}/${key}`, value);
  }
  if (!response.allowed) {
    throw denial(name, response.status);
  }
  return response;
}
