import { ApiError, badRequest, invalid } from '../../ApiError';
import { writeOptions } from '../../api/createObject';
import { RequestContext } from '../../api/RequestContext';
import { timestamp } from '../../api/timestamp';
import { ResourceType } from '../../resources/resourceTypes';
import { JsonObject, KubeObject, Pod } from '../../types';
import type { ServerParts } from '../ServerParts';
import type { ResourceRequest } from '../ResourceRequest';
import { Body } from './Body';

const MINIMUM_TOKEN_SECONDS = 600;
const MAXIMUM_TOKEN_SECONDS = 2 ** 32;

type TokenRequestSpec = {
  audiences?: string[];
  expirationSeconds?: number;
  boundObjectRef?: {
    apiVersion?: string;
    kind?: string;
    name?: string;
    uid?: string;
  };
};

function boundObject(
  parts: ServerParts,
  type: ResourceType,
  namespace: string,
  account: string,
  reference: TokenRequestSpec['boundObjectRef'],
): JsonObject {
  if (!reference?.kind) {
    return {};
  }
  const plurals: Record<string, string> = { Pod: 'pods', Secret: 'secrets' };
  const plural = plurals[reference.kind];
  if (!plural) {
    throw badRequest(
      `cannot bind token to object of type ${
        reference.apiVersion ?? ''
      }, Kind=${reference.kind}`.replace('type v1,', 'type /v1,'),
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
      { name: account, kind: reference.kind },
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
  if (plural === 'secrets') {
    return { secret: identity };
  }
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

function durationProblem(seconds: number): string | undefined {
  if (seconds < MINIMUM_TOKEN_SECONDS) {
    return 'may not specify a duration less than 10 minutes';
  }
  return seconds > MAXIMUM_TOKEN_SECONDS
    ? 'may not specify a duration larger than 2^32 seconds'
    : undefined;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
export async function serveToken(
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
  const wrong = durationProblem(seconds);
  if (wrong) {
    throw invalid(
      { ...type, group: 'authentication.k8s.io', kind: 'TokenRequest' },
      '',
      [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${seconds}: ${wrong}`,
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
