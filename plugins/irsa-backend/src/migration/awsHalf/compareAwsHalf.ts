import { PlanExecution } from '../../plan/types';
import { AwsHalfDifference, missing, SeenAwsHalf, wider } from './AwsHalf';
import { rightsDifferences } from './rights';
import { trustDifferences } from './trust';

/**
 * What provider and role in IAM lack of the plan, and what they give beyond it; empty when a migration can rest on them. Tags, names of
 * policies and whether a policy is within the role do not matter. Pure.
 */
export function compareAwsHalf(
  { provider, role }: SeenAwsHalf,
  execution: PlanExecution,
): AwsHalfDifference[] {
  return [
    ...(execution.podIdentity ? [] : providerDifferences(provider, execution)),
    ...roleDifferences(role, execution),
  ];
}

function providerDifferences(
  found: SeenAwsHalf['provider'],
  { provider: { arn, audience } }: PlanExecution,
): AwsHalfDifference[] {
  if (!found) {
    return [missing('provider', `There is no OpenID Connect provider ${arn}.`)];
  }
  return found.clientIds.includes(audience)
    ? []
    : [
        missing(
          'provider',
          `The OpenID Connect provider ${arn} does not accept the audience ${audience}.`,
        ),
      ];
}

function roleDifferences(
  found: SeenAwsHalf['role'],
  execution: PlanExecution,
): AwsHalfDifference[] {
  const { role, policy } = execution;
  if (!found) {
    return [missing('role', `There is no role ${role.arn}.`)];
  }
  if (found.arn !== role.arn) {
    return [
      missing(
        'role',
        `There is no role ${role.arn}: the role of that name is ${found.arn}.`,
      ),
    ];
  }
  return [
    ...trustDifferences(found.trust, execution),
    ...rightsDifferences(found.rights, policy.document),
    ...boundaryDifferences(found.boundary, role.boundaryArn),
    ...durationDifferences(found.maxSessionDuration, role.maxSessionDuration),
  ];
}

function boundaryDifferences(
  found: string | undefined,
  planned: string | undefined,
): AwsHalfDifference[] {
  if (found === planned) {
    return [];
  }
  if (!planned) {
    return [
      missing(
        'boundary',
        `The role has the permissions boundary ${found}, and the plan has none.`,
      ),
    ];
  }
  return [
    wider(
      'boundary',
      `The role has ${
        found ? `the permissions boundary ${found}` : 'no permissions boundary'
      }, and the plan has ${planned}.`,
    ),
  ];
}

function durationDifferences(
  found: number,
  planned: number,
): AwsHalfDifference[] {
  const message = `Sessions of the role end after ${found} s at most, and the plan has ${planned} s.`;
  if (found === planned) {
    return [];
  }
  return found < planned
    ? [missing('session', message)]
    : [wider('session', message)];
}
