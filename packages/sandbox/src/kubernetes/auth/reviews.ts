import { ApiError } from '../ApiError';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { JsonObject, KubeObject, User } from '../types';
import { Authenticator } from './Authenticator';
import { Authorizer, Decision } from './Authorizer';
import { userInfo } from './userInfo';

type ReviewSpec = {
  user?: string;
  groups?: string[];
  namespace?: string;
  token?: string;
  audiences?: string[];
  resourceAttributes?: {
    namespace?: string;
    verb?: string;
    group?: string;
    resource?: string;
    subresource?: string;
    name?: string;
  };
  nonResourceAttributes?: { path?: string; verb?: string };
};

function decide(
  authorizer: Authorizer,
  user: User,
  spec: ReviewSpec,
): Decision {
  const { resourceAttributes, nonResourceAttributes } = spec;
  if (resourceAttributes && !nonResourceAttributes) {
    const { verb, group, resource, ...rest } = resourceAttributes;
    return authorizer.decide(user, {
      verb: verb ?? '*',
      group: group ?? '',
      resource: resource ?? '*',
      ...rest,
      name: rest.name || undefined,
    });
  }
  if (nonResourceAttributes && !resourceAttributes) {
    return authorizer.decide(user, {
      verb: nonResourceAttributes.verb ?? 'get',
      path: nonResourceAttributes.path ?? '/',
    });
  }
  throw malformed(
    'spec.resourceAttributes',
    'exactly one of nonResourceAttributes or resourceAttributes must be specified',
  );
}

/** The API server's message has no kind here. */
function malformed(field: string, why: string): ApiError {
  const message = `Invalid value: null: ${why}`;
  return new ApiError(
    422,
    'Invalid',
    `.authorization.k8s.io "" is invalid: ${field}: ${message}`,
    {
      group: 'authorization.k8s.io',
      causes: [{ reason: 'FieldValueInvalid', message, field }],
    },
  );
}

function statusOf(
  type: ResourceType,
  spec: ReviewSpec,
  user: User,
  authorizer: Authorizer,
  authenticator: Authenticator,
): JsonObject {
  switch (type.plural) {
    case 'tokenreviews': {
      const found = authenticator.user(spec.token ?? '', spec.audiences);
      return found
        ? {
            authenticated: true,
            user: userInfo(found),
            ...(spec.audiences
              ? {
                  audiences: authenticator.audiencesOf(
                    spec.token ?? '',
                    spec.audiences,
                  ),
                }
              : {}),
          }
        : { user: {}, error: '[invalid bearer token, unknown]' };
    }
    case 'selfsubjectreviews':
      return { userInfo: userInfo(user) };
    case 'selfsubjectrulesreviews': {
      const rules = authorizer.rulesFor(user, spec.namespace ?? 'default');
      return {
        resourceRules: rules.filter(rule => rule.resources),
        nonResourceRules: rules.filter(rule => rule.nonResourceURLs),
        incomplete: false,
      };
    }
    case 'selfsubjectaccessreviews':
      return { ...decide(authorizer, user, spec) };
    default:
      if (!spec.user && !spec.groups?.length) {
        throw malformed(
          'spec.user',
          'at least one of user or group must be specified',
        );
      }
      return {
        ...decide(
          authorizer,
          { name: spec.user ?? '', groups: spec.groups ?? [] },
          spec,
        ),
      };
  }
}

/** Answers the review kinds with the same authenticator and authorizer that guard the API. */
export function answerReview(
  type: ResourceType,
  body: KubeObject,
  user: User,
  authorizer: Authorizer,
  authenticator: Authenticator,
): JsonObject {
  const spec = (body.spec ?? {}) as ReviewSpec;
  const status = statusOf(type, spec, user, authorizer, authenticator);
  const { token: _token, ...shown } = spec;
  return {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: { creationTimestamp: null },
    spec: shown,
    status,
  };
}
