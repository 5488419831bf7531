import { userInfo } from '../../auth/userInfo';
import { ResourceType, apiVersionOf } from '../../resources/resourceTypes';
import { JsonObject, KubeObject } from '../../types';
import { AdmissionRequest } from '../Admission';

/** Subresources with a kind of their own. */
const SUBRESOURCE_KINDS: Record<string, [string, string, string]> = {
  eviction: ['policy', 'v1', 'Eviction'],
  token: ['authentication.k8s.io', 'v1', 'TokenRequest'],
  scale: ['autoscaling', 'v1', 'Scale'],
};

function kindOf(type: ResourceType, subresource?: string): JsonObject {
  const own = SUBRESOURCE_KINDS[subresource ?? ''];
  const [group, version, kind] = own ?? [type.group, type.version, type.kind];
  return { group, version, kind };
}

function shown(
  object: KubeObject | undefined,
  type: ResourceType,
  own: boolean,
): JsonObject | null {
  if (!object) {
    return null;
  }
  return own
    ? object
    : { ...object, kind: type.kind, apiVersion: apiVersionOf(type) };
}

/**
 * Builds the AdmissionReview for a webhook.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request
 */
export function reviewOf(
  uid: string,
  request: AdmissionRequest,
  type: ResourceType,
): JsonObject {
  const { subresource, context } = request;
  const own = Boolean(SUBRESOURCE_KINDS[subresource ?? '']);
  const resource = (of: ResourceType) => ({
    group: of.group,
    version: of.version,
    resource: of.plural,
  });
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid,
      kind: kindOf(type, subresource),
      resource: resource(type),
      ...(subresource ? { subResource: subresource } : {}),
      requestKind: kindOf(request.type, subresource),
      requestResource: resource(request.type),
      ...(subresource ? { requestSubResource: subresource } : {}),
      name: request.name,
      ...(request.namespace ? { namespace: request.namespace } : {}),
      operation: request.operation,
      userInfo: userInfo(context.user),
      object: shown(request.object, type, own),
      oldObject: shown(request.oldObject, type, own),
      dryRun: context.dryRun,
      options: request.options,
    },
  };
}
