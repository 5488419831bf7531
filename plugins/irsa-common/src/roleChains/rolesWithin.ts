import { assessBlastRadius } from '../blastRadius';
import { Certainty, ChainRole, ReachedRole, RoleSeeker } from './types';
import { byRole } from './byRole';
import { byToken } from './byToken';

const SUREST_FIRST: Certainty[] = ['certain', 'conditional', 'notKnown'];

/**
 * Every role that a ServiceAccount, a repository or a role can become, at once or by way of others, with what each may do. Pure. Where it
 * cannot be exact it names too many roles, never too few; service control policies are not considered. The surest of the shortest ways is
 * given; nearest roles first.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "Roles terms and concepts" (role chaining).
 *
 * @public
 */
export function rolesWithin(
  seeker: RoleSeeker,
  roles: readonly ChainRole[],
): ReachedRole[] {
  const reached = new Map<string, ReachedRole>();
  const self = seeker.kind === 'role' ? seeker.arn : undefined;
  let nearest = new Map<string, { via?: string; certainty: Certainty }>();
  const offer = (arn: string, certainty: Certainty, via?: string) => {
    const before = nearest.get(arn);
    if (
      arn !== self &&
      !reached.has(arn) &&
      (!before || isSurer(certainty, before.certainty))
    ) {
      nearest.set(arn, { via, certainty });
    }
  };
  const from = (role: ChainRole, certainty: Certainty, via?: string) =>
    roles.forEach(target => {
      const step = byRole(role, target);
      if (step) {
        offer(target.arn, leastSure(certainty, step), via);
      }
    });
  for (const role of roles) {
    if (seeker.kind === 'role') {
      if (role.arn === seeker.arn) {
        from(role, 'certain');
      }
    } else {
      const step = byToken(seeker, role);
      if (step) {
        offer(role.arn, step);
      }
    }
  }
  const byArn = new Map(roles.map(role => [role.arn, role]));
  for (let steps = 1; nearest.size > 0; steps++) {
    const found = [...nearest].sort(([left], [right]) =>
      left < right ? -1 : 1,
    );
    nearest = new Map();
    found.forEach(([arn, way]) =>
      reached.set(arn, describe(byArn.get(arn)!, steps, way)),
    );
    found.forEach(([arn, { certainty }]) =>
      from(byArn.get(arn)!, certainty, arn),
    );
  }
  return [...reached.values()];
}

function describe(
  { arn, name, accountId, policies, hasBoundary }: ChainRole,
  steps: number,
  { via, certainty }: { via?: string; certainty: Certainty },
): ReachedRole {
  const may = policies && assessBlastRadius(policies);
  return {
    arn,
    name,
    accountId,
    ...(via && { via }),
    steps,
    certainty,
    ...(may && { may: hasBoundary ? { ...may, conditional: true } : may }),
  };
}

function isSurer(left: Certainty, right: Certainty): boolean {
  return SUREST_FIRST.indexOf(left) < SUREST_FIRST.indexOf(right);
}

function leastSure(left: Certainty, right: Certainty): Certainty {
  return isSurer(left, right) ? right : left;
}
