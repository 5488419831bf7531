import { ReachedRole, rolesWithin } from 'backstage-plugin-irsa-common';
import { CommandError } from '../errors';
import { contextOf } from './reviewPolicy';
import { seekerOf } from './seekerOf';
import { Known, TrustSubject } from './types';

/** Every role among `subjects` that `from` can become. Throws CommandError. */
export function reachFrom(
  from: string,
  subjects: readonly TrustSubject[],
  known: Known,
  account: string | undefined,
): ReachedRole[] {
  const seeker = seekerOf(from, known);
  const roles = subjects.map(subject => {
    const context = contextOf(subject, known, account);
    return {
      arn: subject.role?.arn ?? subject.name,
      name: subject.name,
      accountId: context.accountId,
      trust: subject.policy,
      context,
      policies: subject.role?.policies,
      hasBoundary: subject.role?.hasBoundary,
    };
  });
  if (seeker.kind === 'role' && !roles.some(({ arn }) => arn === seeker.arn)) {
    throw new CommandError(
      `The role ${seeker.arn} is not among the ${roles.length} roles that were read. Names are compared exactly.`,
    );
  }
  return rolesWithin(seeker, roles);
}
