import {
  canonicalStatement,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { isOurs, parsePolicy, samePolicy } from '../../accounts/iam';
import { PlanExecution } from '../../plan/types';
import { few } from '../awsHalf/AwsHalf';
import { deniedDifferences, rightsDifferences } from '../awsHalf/rights';
import { letsIn, subjectOf } from '../awsHalf/trust';
import { broken, FootingFact, holds, notKnown } from '../model/Footing';

/** A role as IAM shows it. */
export interface SeenRole {
  arn: string;
  /** JSON, or URL-encoded JSON as IAM returns it. */
  trust: string;
  /** ARNs of the managed policies that are attached. */
  attached: string[];
  tags: Record<string, string>;
  /** ARN of its permissions boundary. */
  boundary?: string;
  /** Document of the plan's policy, as text; absent when it could not be read. */
  policyDocument?: string;
  /** Names of the policies within it; absent when they could not be listed. */
  inline?: readonly string[];
  /**
   * Documents of all its policies, as text, where code makes the role or it has others than the plan's; absent when they could not be
   * read.
   */
  rights?: readonly string[];
}

export function roleTitle({ role }: Pick<PlanExecution, 'role'>): string {
  return `IAM role ${role.name}`;
}

/** Whether the role still gives the workload what the plan gave it. Pure. */
export function roleFooting(
  role: SeenRole | undefined,
  execution: PlanExecution,
): FootingFact[] {
  const object = roleTitle(execution);
  if (!role) {
    return [broken(object, 'It does not exist any more.')];
  }
  if (role.arn !== execution.role.arn) {
    return [
      broken(object, `It is ${role.arn} now, not ${execution.role.arn}.`),
    ];
  }
  const isByCode = execution.awsHalf === 'code';
  const isOfOthers = isByCode || execution.role.isAdopted;
  if (!isOfOthers && !isOurs(role.tags, execution.tags)) {
    return [
      broken(
        object,
        'It does not carry the tags of this migration any more: somebody else may have made it anew.',
      ),
    ];
  }
  return [
    holds(
      object,
      isOfOthers
        ? `It is there, made by ${isByCode ? 'code' : 'others and adopted'}.`
        : 'It is there, with the tags of this migration.',
    ),
    trustFooting(role.trust, execution),
    ...(isByCode
      ? [rightsFooting(role, execution)]
      : [policyFooting(role, execution), ...othersFooting(role, execution)]),
    ...boundaryFooting(role, execution),
  ];
}

/** What the role may do is what was planned, no less and no more. */
function policyFooting(
  { attached, policyDocument }: SeenRole,
  { policy, role }: PlanExecution,
): FootingFact {
  const object = `IAM policy ${policy.name}`;
  if (!attached.includes(policy.arn)) {
    return broken(object, `It is not attached to ${role.name} any more.`);
  }
  if (policyDocument === undefined) {
    return notKnown(object, 'It is attached. Its document could not be read.');
  }
  const { gone, added } = difference(policy.document, policyDocument);
  if (gone.length === 0 && added.length === 0) {
    return holds(object, 'It is attached, and its document is as planned.');
  }
  const changes = [
    ...gone.map(each => `gone: ${each}`),
    ...added.map(each => `new: ${each}`),
  ];
  return broken(
    object,
    `Its document was changed since (${changes.join(
      '; ',
    )}). Make the version of the plan the default again, or plan anew.`,
  );
}

/** Policies that a role has beside the plan's. */
export function othersOf(
  { attached, inline = [] }: Pick<SeenRole, 'attached' | 'inline'>,
  { policy }: Pick<PlanExecution, 'policy'>,
): string[] {
  return [...attached.filter(arn => arn !== policy.arn), ...inline];
}

/** Who adds a policy may deny what the plan gave. Nothing is said of a role without such policies. */
function othersFooting(
  seen: SeenRole,
  execution: PlanExecution,
): FootingFact[] {
  const { role, policy } = execution;
  const others = othersOf(seen, execution);
  const object = `Other policies of ${role.name}`;
  if (others.length === 0) {
    return [];
  }
  if (!seen.rights) {
    return [
      notKnown(
        object,
        `Whether ${few(others)} deny anything could not be read.`,
      ),
    ];
  }
  const denied = deniedDifferences(seen.rights, policy.document);
  return [
    denied.length === 0
      ? holds(object, `${few(others)}: nothing of the plan is denied.`)
      : broken(
          object,
          `${denied
            .map(({ message }) => message)
            .join(' ')} Somebody has added ${few(
            others,
          )}: take that Deny away, or plan anew.`,
        ),
  ];
}

/** What a role that code makes may do is what was planned: its policies may have any names, or be within it. */
function rightsFooting(
  { rights }: SeenRole,
  { role, policy }: PlanExecution,
): FootingFact {
  const object = `Rights of ${role.name}`;
  if (!rights) {
    return notKnown(object, 'Its policies could not be read.');
  }
  const differences = rightsDifferences(rights, policy.document);
  return differences.length === 0
    ? holds(
        object,
        'Its policies, and what they deny, are as planned. Policies of the organization are not read.',
      )
    : broken(
        object,
        `${differences
          .map(({ message }) => message)
          .join(' ')} Put that right in the code, or plan anew.`,
      );
}

/** Statements that only one of two documents has, by effect and actions. */
function difference(planned: string, present: string) {
  const statements = (text: string) =>
    new Map(
      parsePolicy(text).Statement.map(({ Sid: _, ...statement }) => [
        JSON.stringify(canonicalStatement(statement)),
        statementTitle(statement),
      ]),
    );
  const [before, now] = [statements(planned), statements(present)];
  const only = (some: typeof now, others: typeof now) =>
    [...some].flatMap(([text, title]) => (others.has(text) ? [] : [title]));
  return { gone: only(before, now), added: only(now, before) };
}

function statementTitle({
  Effect,
  Action,
  NotAction,
}: Pick<Statement, 'Effect' | 'Action' | 'NotAction'>): string {
  const actions = toArray(Action ?? NotAction);
  const shown = actions.slice(0, 3).join(', ');
  const more = actions.length - 3;
  return `${Effect} ${NotAction ? 'all but ' : ''}${shown}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

/** Nothing is said of a role that has none and should have none. */
function boundaryFooting(
  { boundary }: SeenRole,
  { role }: PlanExecution,
): FootingFact[] {
  const object = `Permissions boundary of ${role.name}`;
  if (boundary === role.boundaryArn) {
    return boundary ? [holds(object, 'It is as planned.')] : [];
  }
  return [
    broken(
      object,
      boundary
        ? `It is ${boundary} now, not ${role.boundaryArn ?? 'absent'}.`
        : `It was taken away: the role may do more than ${role.boundaryArn} lets it.`,
    ),
  ];
}

/** Others may join a trust policy; it must go on to let this ServiceAccount in. */
function trustFooting(trust: string, execution: PlanExecution): FootingFact {
  const object = `Trust policy of ${execution.role.name}`;
  if (samePolicy(trust, execution.role.trustDocument)) {
    return holds(object, 'It is as planned.');
  }
  const subject = subjectOf(execution);
  return letsIn(trust, execution)
    ? holds(object, `It was changed since, and still lets ${subject} in.`)
    : broken(object, `It was changed and does not let ${subject} in any more.`);
}
