import { assessBlastRadius } from '../blastRadius';
import {
  Certainty,
  ChainRole,
  ChainStep,
  ReachedRole,
  RoleSeeker,
} from './types';

interface Way {
  via?: string;
  /** Of the whole way. */
  certainty: Certainty;
  lastStep: ChainStep;
}
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
  let nearest = new Map<string, Way>();
  const offer = (arn: string, way: Way) => {
    const before = nearest.get(arn);
    if (
      arn !== self &&
      !reached.has(arn) &&
      (!before || isSurer(way.certainty, before.certainty))
    ) {
      nearest.set(arn, way);
    }
  };
  const from = (role: ChainRole, certainty: Certainty, via?: string) =>
    roles.forEach(target => {
      const lastStep = byRole(role, target);
      if (lastStep) {
        const whole = leastSure(certainty, lastStep.certainty);
        offer(target.arn, { via, certainty: whole, lastStep });
      }
    });
  for (const role of roles) {
    if (seeker.kind === 'role') {
      if (role.arn === seeker.arn) {
        from(role, 'certain');
      }
    } else {
      const certainty = byToken(seeker, role);
      if (certainty) {
        offer(role.arn, {
          certainty,
          lastStep: { restsOn: 'token', certainty },
        });
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
  { via, certainty, lastStep }: Way,
): ReachedRole {
  const may = policies && assessBlastRadius(policies);
  return {
    arn,
    name,
    accountId,
    ...(via && { via }),
    steps,
    certainty,
    lastStep,
    ...(may && { may: hasBoundary ? { ...may, conditional: true } : may }),
  };
}

function isSurer(left: Certainty, right: Certainty): boolean {
  return SUREST_FIRST.indexOf(left) < SUREST_FIRST.indexOf(right);
}

function leastSure(left: Certainty, right: Certainty): Certainty {
  return isSurer(left, right) ? right : left;
}
