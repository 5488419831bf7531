import { IncomingMessage } from 'node:http';
import { badRequest } from '../ApiError';
import { User } from '../types';
import { ANONYMOUS } from './Authenticator';
import { Authorizer } from './Authorizer';
import { forbiddenTo } from './requireRight';

const EXTRA = 'impersonate-extra-';
const AUTHENTICATION = 'authentication.k8s.io';

/** One thing that a caller must have the right to impersonate. */
interface Claim {
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name: string;
}

function extraOf(headers: NodeJS.Dict<string[]>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(EXTRA))
      .map(([name, values]) => [
        decodeURIComponent(name.slice(EXTRA.length)),
        values ?? [],
      ]),
  );
}

function withImplied(name: string, groups: string[]): string[] {
  const kind =
    name === ANONYMOUS.name ? 'system:unauthenticated' : 'system:authenticated';
  const said = groups.some(group =>
    ['system:authenticated', 'system:unauthenticated'].includes(group),
  );
  return said ? groups : [...groups, kind];
}

/**
 * The user in whose name the request acts: the caller, or the user of the `Impersonate-*` headers. Each part of that
 * user needs a right.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function actingUser(
  caller: User,
  { headersDistinct: headers }: IncomingMessage,
  authorizer: Authorizer,
): User {
  const [name] = headers['impersonate-user'] ?? [];
  const asked = headers['impersonate-group'] ?? [];
  const [uid] = headers['impersonate-uid'] ?? [];
  const extra = extraOf(headers);
  if (!name) {
    if (!asked.length && !uid && !Object.keys(extra).length) {
      return caller;
    }
    throw badRequest(
      `requested ${JSON.stringify([
        ...asked,
        ...(uid ? [uid] : []),
        ...Object.keys(extra),
      ])} without impersonating a user`,
    );
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  const claims: Claim[] = [
    account
      ? {
          group: '',
          resource: 'serviceaccounts',
          namespace: account[1],
          name: account[2],
        }
      : { group: '', resource: 'users', name },
    ...asked.map(each => ({ group: '', resource: 'groups', name: each })),
    ...(uid ? [{ group: AUTHENTICATION, resource: 'uids', name: uid }] : []),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map(value => ({
        group: AUTHENTICATION,
        resource: 'userextras',
        subresource: key,
        name: value,
      })),
    ),
  ];
  for (const claim of claims) {
    const attributes = { verb: 'impersonate', ...claim };
    if (!authorizer.decide(caller, attributes).allowed) {
      throw forbiddenTo(caller, attributes);
    }
  }
  const implied =
    account && !asked.length
      ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
      : [];
  return {
    name,
    groups: withImplied(name, [...asked, ...implied]),
    ...(uid ? { uid } : {}),
    ...(Object.keys(extra).length ? { extra } : {}),
  };
}
