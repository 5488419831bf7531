import {
  assessBlastRadius,
  BlastRadius,
  NamedPolicy,
  parsePolicyDocument,
} from 'backstage-plugin-irsa-common';
import { IamSnapshot, IamUser } from '../../accounts/types';

/** Without these rights, a list of policies may be incomplete. */
const NEEDED =
  /^iam:(ListGroupsForUser|Get(Policy|PolicyVersion|UserPolicy|GroupPolicy)|List(Attached)?(User|Group)Policies)$/;

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
  if (snapshot.missing.some(action => NEEDED.test(action))) {
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
  // The snapshot does not contain the document of the boundary.
  return user.boundaryArn ? { ...radius, conditional: true } : radius;
}
