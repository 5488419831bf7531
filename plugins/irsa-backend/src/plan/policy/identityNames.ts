import { identityHash } from 'backstage-plugin-irsa-node';

/** A role name of at most 64 characters: `<prefix><namespace>-<account>-<hash>`. */
export function roleNameOf(options: {
  prefix: string;
  issuer: string;
  namespace: string;
  serviceAccount: string;
}): string {
  const { prefix, issuer, namespace, serviceAccount } = options;
  const hash = identityHash(issuer, namespace, serviceAccount);
  const room = 64 - prefix.length - hash.length - 2;
  const ns = namespace.slice(0, Math.min(20, Math.floor(room / 2)));
  const account = serviceAccount
    .replace(/[^\w+=,.@-]/g, '-')
    .slice(0, Math.min(24, room - ns.length));
  return `${prefix}${ns}-${account}-${hash}`;
}

/** A ServiceAccount name for one workload, at most 63 characters. */
export function ownServiceAccountName(workload: string): string {
  return `${workload.slice(0, 58).replace(/[-.]+$/, '')}-irsa`;
}
