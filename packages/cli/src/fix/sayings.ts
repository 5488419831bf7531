import { counted } from 'backstage-plugin-irsa-common';
import { Fix, ObjectName } from 'backstage-plugin-irsa-node';
import { printable } from '../text';
import { Done } from './applyAll';

/**
 * What was done and what is left, a line each.
 *
 * @param kept - Secrets and ConfigMaps that still hold a key
 * @param how - `isPart`: something was not read, which is said before
 */
export function sayings(
  { fixed, left, patched, texts }: Done,
  kept: readonly ObjectName[],
  { dryRun, isPart }: { dryRun: boolean; isPart: boolean },
  code: readonly string[] = [],
): string {
  const title = ({ kind, namespace, name }: ObjectName) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const done = ({ change }: Fix) => {
    const account = change?.serviceAccount;
    return account
      ? `ServiceAccount ${account.name} gets ${Object.values(
          account.annotations,
        ).join(', ')}`
      : 'the role that it has already stays';
  };
  const lines = [
    ...fixed.map(
      fix => `${title(fix.object)}: the key is taken out; ${done(fix)}.`,
    ),
    ...patched.map(({ object, environment, fix }) =>
      fix
        ? `${title(
            fix.object,
          )}, environment ${environment}: the key is taken out by a patch; ${done(
            fix,
          )}.`
        : `${title(
            object,
          )}, environment ${environment}: nothing to do, it gets no key there.`,
    ),
    ...code,
    ...left.map(
      ({ object, reason }) => `Left to you: ${title(object)}. ${reason}`,
    ),
    ...kept.map(
      object =>
        `${title(
          object,
        )} still holds a key. Keep it until the workloads have run without the key for a while; then switch the key off, and delete both.`,
    ),
    fixed.length + patched.length + left.length === 0
      ? `No workload in ${
          isPart ? 'what was read of these files' : 'these files'
        } gets a static key.`
      : `${counted(
          fixed.length + patched.filter(({ fix }) => fix).length,
          'workload',
        )} in ${counted(texts.size, 'file')} ${
          dryRun ? 'would be changed; nothing was written' : 'changed'
        }; ${left.length} left to you.`,
  ];
  return lines.map(line => `${printable(line)}\n`).join('');
}
