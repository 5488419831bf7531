import { TokenIssuer } from '../oidc/TokenIssuer';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ObjectStore } from '../store/ObjectStore';
import { User } from '../types';

export const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/**
 * Finds the user of a bearer token: a static token, or one of a ServiceAccount that still exists, as does the Pod that
 * it is bound to.
 */
export class Authenticator {
  private static = new Map<string, User>();

  constructor(
    private readonly issuer: TokenIssuer,
    private readonly audiences: string[],
    private readonly store: ObjectStore,
    private readonly registry: ResourceRegistry,
  ) {}

  addUser(token: string, user: User): void {
    this.static.set(token, {
      ...user,
      groups: [...new Set([...user.groups, 'system:authenticated'])],
    });
  }

  /** The requested audiences that the token is valid for. A static token is valid for all. */
  audiencesOf(token: string, audiences: string[]): string[] {
    const claims = this.issuer.verify(token, audiences);
    return audiences.filter(each => claims?.aud.includes(each) ?? true);
  }

  /** Undefined when the token is unknown, no longer valid, or has another audience. */
  user(token: string, audiences = this.audiences): User | undefined {
    const known = this.static.get(token);
    if (known) {
      return known;
    }
    const claims = this.issuer.verify(token, audiences);
    if (!claims) {
      return undefined;
    }
    const { namespace, serviceaccount, pod } = claims['kubernetes.io'] ?? {};
    // The issuer signed the token, but its subject is not a ServiceAccount.
    if (!namespace || !serviceaccount) {
      return undefined;
    }
    const account = this.store.get(
      this.registry.builtIn('serviceaccounts'),
      namespace,
      serviceaccount.name,
    );
    if (account?.metadata.uid !== serviceaccount.uid) {
      return undefined;
    }
    if (pod) {
      const bound = this.store.get(
        this.registry.builtIn('pods'),
        namespace,
        pod.name,
      );
      if (bound?.metadata.uid !== pod.uid) {
        return undefined;
      }
    }
    return {
      name: `system:serviceaccount:${namespace}:${serviceaccount.name}`,
      uid: serviceaccount.uid,
      groups: [
        'system:serviceaccounts',
        `system:serviceaccounts:${namespace}`,
        'system:authenticated',
      ],
      extra: {
        'authentication.kubernetes.io/credential-id': [`JTI=${claims.jti}`],
        ...(pod
          ? {
              'authentication.kubernetes.io/pod-name': [pod.name],
              'authentication.kubernetes.io/pod-uid': [pod.uid],
            }
          : {}),
      },
    };
  }
}
