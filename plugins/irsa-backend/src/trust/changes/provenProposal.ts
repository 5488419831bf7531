import { ConflictError } from '@backstage/errors';
import {
  effectOfChange,
  proposeTrust,
  TrustEffect,
  TrustProposal,
} from 'backstage-plugin-irsa-common';
import { policyHash } from '../policyHash';
import { RoleChangedError } from '../reviews/RoleChangedError';
import { RoleInView } from '../types';
import { unreadUsers } from './unreadUsers';
import { hashOf, parse } from './words';

/**
 * The proposal for a role as it is now, when it is the one that the user has looked at, lets nobody in and breaks nobody. Throws
 * RoleChangedError, ConflictError, and InputError for a policy that is no JSON. Nothing was written then.
 */
export function provenProposal(
  view: RoleInView,
  policy: string,
): { proposal: TrustProposal; effect: TrustEffect } {
  const proposal = proposeTrust(view.policy, view.context);
  if (!proposal || policyHash(parse(policy)) !== hashOf(proposal.policy)) {
    throw new RoleChangedError(
      'The proposal is not the one that you have looked at: what is known around the role has changed. Nothing was written. Look at it again.',
      [
        {
          object: `Proposed trust policy of ${view.role.arn}`,
          before: policy,
          after: proposal?.policy ?? 'none',
        },
      ],
    );
  }
  if (proposal.breaks.length > 0) {
    throw new ConflictError(
      `${proposal.breaks.join(
        ', ',
      )} would lose the role, and their annotation names it. Nothing was written. Take the annotation away first.`,
    );
  }
  const effect = effectOfChange(view.policy, proposal.policy, view.context);
  if (!effect || effect.added.length > 0) {
    throw new ConflictError(
      'It cannot be shown that the proposed policy lets nobody in who is not let in now. Nothing was written.',
    );
  }
  const unread = unreadUsers(effect, view.policy, view.context);
  if (unread) {
    throw new ConflictError(
      `Somebody would lose the role, and whether they use it is not known: ${unread} could not be read. Nothing was written. Try again when it can.`,
    );
  }
  return { proposal, effect };
}
