import { createHash } from 'node:crypto';
import { AwsHalf } from './types';

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Letters, digits and one separator; what loses something that way ends in a hash. */
function plain(text: string, separator: string): string {
  const kept = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, separator)
    .replace(/^[-_]+|[-_]+$/g, '');
  const isSame = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text);
  return isSame ? kept : `r${separator}${kept}${separator}${digest(text)}`;
}

/** The name of the resources in a module, such as `irsa_shop_orders_0a1b2c3d`. It is unique for a role. */
export function addressOf({ role }: AwsHalf): string {
  return plain(role.name, '_');
}

/** The name of the objects in Kubernetes. It is unique for a role, and has at most 63 characters. */
export function objectNameOf({ role }: AwsHalf): string {
  const name = plain(role.name, '-');
  return name.length <= 63
    ? name
    : `${name.slice(0, 54).replace(/-+$/, '')}-${digest(role.name)}`;
}

/** The name of what describes the provider. All workloads of a cluster have the same. */
export function providerNameOf({ provider }: AwsHalf, separator = '-'): string {
  return ['irsa', 'provider', digest(provider.url)].join(separator);
}

/**
 * The name of the file without its end. It comes from the role, since names of workloads are not unique: another kind may have the same,
 * and `a-b` of namespace `c` reads as `b` of `c-a` does.
 */
export function fileNameOf(half: AwsHalf): string {
  const name = objectNameOf(half);
  return name.startsWith('irsa-') ? name : `irsa-${name}`;
}

/** What is said of the provider, which belongs to no workload alone. */
export function providerTagsOf({ tags }: AwsHalf): Record<string, string> {
  const { 'irsa:workload': _, ...shared } = tags;
  return shared;
}

/** What is said at the top of each file. */
export function headerOf({ workload, serviceAccount }: AwsHalf): string {
  return `The role of ServiceAccount ${workload.namespace}/${serviceAccount.name}, for ${workload.name}, and what it may do.`;
}
