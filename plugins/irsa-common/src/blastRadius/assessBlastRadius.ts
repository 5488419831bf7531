import { BlastRadius } from '../api';
import { NamedPolicy, toArray } from '../policy';
import { ESCALATION_PATHS } from './escalationPaths';
import { boundedGrantOf, Grant, readyPolicies, statementsOf } from './grants';

type EscalationPath = BlastRadius['escalations'][number];

/** An identity that may do all of these on every resource counts as an administrator. */
const ADMIN_ACTIONS = [
  'iam:CreateUser',
  'iam:AttachUserPolicy',
  'iam:DeleteRole',
  's3:DeleteBucket',
  'ec2:TerminateInstances',
  'kms:ScheduleKeyDeletion',
  'rds:DeleteDBInstance',
  'lambda:UpdateFunctionCode',
  'sts:AssumeRole',
];

/** Verbs that AWS's reference classifies as List or Read for nearly every service. */
const READING =
  /^(Get|List|Describe|Head|BatchGet|BatchDescribe|Query|Scan|Select|Lookup|View|Search|Simulate|Check|Estimate|Preview|Receive)/;

function isReading(pattern: string): boolean {
  const verb = pattern.slice(pattern.indexOf(':') + 1);
  return READING.test(verb);
}

/**
 * What an identity may do, from its own policies and its boundary. Pure. It errs on the side of caution: conditions are
 * not evaluated, they only set `conditional`.
 *
 * @param policies - inline policies, attached ones, and those of its groups
 * @param boundary - permissions boundary, when there is one
 */
export function assessBlastRadius(
  policies: readonly NamedPolicy[],
  boundary?: NamedPolicy,
): BlastRadius {
  const own = readyPolicies(policies);
  const limit = boundary && readyPolicies([boundary]);
  const grant = (action: string) => boundedGrantOf(own, limit, action);
  const granted = survivingPatterns(policies, boundary, grant);
  const escalations = ESCALATION_PATHS.flatMap(({ id, steps }) => {
    const actions = steps.map(step =>
      step.find(action => grant(action)?.conditional === false),
    );
    return actions.includes(undefined)
      ? []
      : [{ id, actions: actions as string[] }];
  });
  const isAdmin = ADMIN_ACTIONS.every(action => {
    const found = grant(action);
    return found?.conditional === false && found.resources.includes('*');
  });
  return {
    level: levelOf(isAdmin, escalations, granted),
    services: servicesOf(granted),
    buckets: bucketsOf(grant),
    escalations,
    conditional:
      boundary !== undefined ||
      statementsOf(policies, 'Allow').some(
        ({ Condition }) => Object.keys(Condition ?? {}).length > 0,
      ),
  };
}

function levelOf(
  isAdmin: boolean,
  escalations: readonly EscalationPath[],
  granted: readonly string[],
): BlastRadius['level'] {
  if (isAdmin) {
    return 'admin';
  }
  if (escalations.length > 0) {
    return 'escalation';
  }
  if (granted.some(pattern => !isReading(pattern))) {
    return 'write';
  }
  return granted.length > 0 ? 'read' : 'none';
}

/** Action patterns of Allow statements that are not wholly denied; `*` stands for a NotAction. */
function survivingPatterns(
  policies: readonly NamedPolicy[],
  boundary: NamedPolicy | undefined,
  grant: (action: string) => Grant | undefined,
): string[] {
  const patterns = statementsOf(policies, 'Allow').flatMap(statement =>
    statement.NotAction !== undefined ? ['*'] : toArray(statement.Action),
  );
  return [...new Set(patterns)].filter(
    pattern =>
      // A pattern with wildcards is checked as it is written: only a Deny that is at least as wide removes it.
      grant(pattern) !== undefined ||
      (boundary !== undefined && overlaps(boundary, pattern)),
  );
}

/** For a pattern with wildcards: whether a boundary allows any action of its service. */
function overlaps(boundary: NamedPolicy, pattern: string): boolean {
  const [service, verb] = pattern.toLowerCase().split(':');
  if (verb !== undefined && !/[*?]/.test(verb)) {
    return false;
  }
  return statementsOf([boundary], 'Allow').some(
    statement =>
      statement.NotAction !== undefined ||
      toArray(statement.Action).some(action => {
        const [limit] = action.toLowerCase().split(':');
        return service === '*' || limit === '*' || limit === service;
      }),
  );
}

function servicesOf(patterns: readonly string[]): string[] {
  const services = patterns.map(pattern =>
    /^[^:]*[*?]/.test(pattern) ? '*' : pattern.split(':')[0].toLowerCase(),
  );
  return services.includes('*') ? ['*'] : [...new Set(services)].sort();
}

const OBJECT_ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:ListBucket',
  's3:DeleteBucket',
  's3:PutBucketPolicy',
  's3:GetBucketLocation',
];

function bucketsOf(
  grant: (action: string) => { resources: string[] } | undefined,
): string[] {
  const names = OBJECT_ACTIONS.flatMap(action => grant(action)?.resources ?? [])
    .map(resource => {
      if (resource === '*') {
        return '*';
      }
      const match = /^arn:[^:]*:s3:::([^/]*)/.exec(resource);
      return match ? match[1] : undefined;
    })
    .filter((name): name is string => name !== undefined && name !== '');
  return names.includes('*') ? ['*'] : [...new Set(names)].sort();
}
