import { NamedPolicy, parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { isObject, JsonObject } from '../json';

/** Documents of managed policies by ARN, from the answer of GetAccountAuthorizationDetails. */
export function managedPolicies(list: unknown): Map<string, unknown> {
  return new Map(
    objects(list).map(policy => [
      String(policy.Arn ?? ''),
      objects(policy.PolicyVersionList).find(
        ({ IsDefaultVersion }) => IsDefaultVersion === true,
      )?.Document,
    ]),
  );
}

/** What a role may do by its own policies. Undefined when one of them was not read: then it is not known. */
export function policiesOf(
  role: { RolePolicyList?: unknown; AttachedManagedPolicies?: unknown },
  managed: ReadonlyMap<string, unknown>,
): NamedPolicy[] | undefined {
  if (!role.RolePolicyList && !role.AttachedManagedPolicies) {
    return undefined;
  }
  const read = [
    ...objects(role.RolePolicyList).map(({ PolicyName, PolicyDocument }) => ({
      name: String(PolicyName),
      document: PolicyDocument,
    })),
    ...objects(role.AttachedManagedPolicies).map(
      ({ PolicyName, PolicyArn }) => ({
        name: String(PolicyName),
        document: managed.get(String(PolicyArn)),
      }),
    ),
  ].map(({ name, document }) => ({
    name,
    document: parsePolicyDocument(decoded(document)).document,
  }));
  return read.every((each): each is NamedPolicy => each.document !== undefined)
    ? read
    : undefined;
}

function decoded(document: unknown): unknown {
  return typeof document === 'string' && /^\s*%7B/i.test(document)
    ? decodeURIComponent(document)
    : document;
}

function objects(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
