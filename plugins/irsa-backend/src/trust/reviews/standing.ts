import {
  canonicalStatement,
  parsePolicyDocument,
  ReviewState,
  Role,
  TrustFinding,
} from 'backstage-plugin-irsa-common';
import { policyHash, sha256 } from '../policyHash';

/** What a sign-off is bound to. */
export interface Standing {
  policyHash: string;
  /** ServiceAccounts that get in, sorted: `namespace/name (cluster)`. */
  admits: string[];
  /** Whether all clusters that sign for the role were read. If not, nobody can be called new. */
  admitsKnown: boolean;
}

export function standingOf(
  { ways }: Pick<Role, 'ways'>,
  policy: unknown,
): Standing {
  const tokens = ways.filter(
    ({ kind, clusters }) => kind === 'token' && clusters.length > 0,
  );
  const admits = tokens.flatMap(({ admitsNow = [], clusters }) =>
    admitsNow.map(name => `${name} (${clusters.join(', ')})`),
  );
  return {
    policyHash: policyHash(policy),
    admits: [...new Set(admits)].sort(),
    admitsKnown: tokens.every(({ admitsNow }) => admitsNow !== undefined),
  };
}

/** Who gets in now and did not then, although the policy may be the same. Nobody when one of the two was not read whole. */
export function joined(
  then: Pick<Standing, 'admits' | 'admitsKnown'>,
  now: Standing,
): string[] {
  return then.admitsKnown && now.admitsKnown
    ? now.admits.filter(name => !then.admits.includes(name))
    : [];
}

/** A sign-off that was once void stays so: nobody has looked at what was in force meanwhile. */
export function reviewState(
  signed: (Standing & { endsAt: string; voidAt?: string }) | undefined,
  now: Standing,
  time: string,
): ReviewState {
  if (!signed) {
    return 'never';
  }
  const isChanged =
    signed.voidAt !== undefined ||
    signed.policyHash !== now.policyHash ||
    joined(signed, now).length > 0;
  if (isChanged) {
    return 'void';
  }
  return signed.endsAt <= time ? 'ended' : 'signed';
}

/** About the role and not about its policy, so a change of the policy says nothing of them. */
const OF_THE_ROLE = ['long-session', 'unused-role'];

/** What an accepted finding is bound to: its statement, or the policy where it is about all of it. */
export function findingHash(
  { ruleId, statement }: Pick<TrustFinding, 'ruleId' | 'statement'>,
  policy: unknown,
): string {
  if (OF_THE_ROLE.includes(ruleId)) {
    return sha256(ruleId);
  }
  const { document } = parsePolicyDocument(policy, 'trust');
  const about =
    statement === undefined ? undefined : document?.Statement[statement];
  return about
    ? sha256(JSON.stringify(canonicalStatement(about)))
    : policyHash(policy);
}
