import {
  assessBlastRadius,
  BlastRadius,
  NamedPolicy,
  parsePolicyDocument,
} from 'backstage-plugin-irsa-common';
import { BOUNDARY_READS, POLICY_LISTS } from '../../accounts/policyReads';
import { IamSnapshot, IamUser } from '../../accounts/types';

const UNKNOWN: BlastRadius = {
  level: 'unknown',
  services: [],
  buckets: [],
  escalations: [],
  conditional: false,
};

/** What the keys of a user may do; `unknown` when some of its policies could not be read. */
export function blastRadiusOf(
  user: IamUser,
  snapshot: Pick<IamSnapshot, 'missing'>,
): BlastRadius {
  const { missing } = snapshot;
  // A policy that is listed and could not be read has no document.
  if (POLICY_LISTS.user.some(call => missing.includes(call))) {
    return UNKNOWN;
  }
  const policies: NamedPolicy[] = [];
  for (const { name, document } of user.policies) {
    const parsed = parsePolicyDocument(document);
    if (!parsed.document) {
      return UNKNOWN;
    }
    policies.push({ name, document: parsed.document });
  }
  const radius = assessBlastRadius(policies);
  // The snapshot does not contain the document of the boundary, and perhaps not even whether there is one.
  return user.boundaryArn || missing.includes(BOUNDARY_READS.user)
    ? { ...radius, conditional: true }
    : radius;
}
