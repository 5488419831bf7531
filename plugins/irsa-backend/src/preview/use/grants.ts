import {
  canonicalStatement,
  coversPattern,
  matchesAction,
  matchesWildcards,
  PolicyDocument,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { isAboutIdentity } from '../../plan/policy/resolveVariables';

/** What one entry of a policy allows in one service. */
export interface Grant {
  /** `s3:get*`, in small letters, as action names compare without regard to case. */
  action: string;
  resource: string;
  /** The condition in its canonical form; empty without one. */
  condition: string;
  /** It asks who calls, such as by `aws:MultiFactorAuthPresent`: the same words mean another thing for another identity. */
  asksWho: boolean;
}

/** A statement in its canonical form, where it is only compared as a whole. */
export type WholeStatement = Pick<Grant, 'asksWho'> & { text: string };

/** What policies say of one service. */
export interface ServiceGrants {
  grants: Grant[];
  /** Statements with a NotAction that names something of the service, or with NotResource. */
  allowsInAnotherWay: WholeStatement[];
  denies: WholeStatement[];
}

/** Restricts policies to one service. Pure. */
export function grantsIn(
  documents: readonly PolicyDocument[],
  service: string,
): ServiceGrants {
  const found: ServiceGrants = {
    grants: [],
    allowsInAnotherWay: [],
    denies: [],
  };
  for (const statement of documents.flatMap(({ Statement: all }) => all)) {
    const actions = actionsIn(statement, service);
    if (actions.length === 0) {
      continue;
    }
    const asksWho = isAboutIdentity(statement);
    if (statement.Effect === 'Deny') {
      found.denies.push({ text: canonical(statement), asksWho });
    } else if (
      leavesOutSome(statement, service) ||
      statement.NotResource !== undefined
    ) {
      found.allowsInAnotherWay.push({ text: canonical(statement), asksWho });
    } else {
      const condition = statement.Condition
        ? canonical({ Effect: 'Allow', Condition: statement.Condition })
        : '';
      found.grants.push(
        ...actions.flatMap(action =>
          toArray(statement.Resource ?? []).map(resource => ({
            action,
            resource,
            condition,
            asksWho,
          })),
        ),
      );
    }
  }
  return found;
}

/** Whether one of the grants allows at least what `wanted` does. `true` is certain. */
export function isCovered(wanted: Grant, by: readonly Grant[]): boolean {
  return by.some(
    ({ action, resource, condition, asksWho }) =>
      !asksWho &&
      coversPattern(action, wanted.action) &&
      coversPattern(resource, wanted.resource) &&
      (condition === '' || condition === wanted.condition),
  );
}

/** Whether each of some statements is certain to be said by others for another identity too. */
export function areSaid(
  wanted: readonly WholeStatement[],
  by: readonly WholeStatement[],
): boolean {
  return wanted.every(
    ({ text, asksWho }) => !asksWho && by.some(each => each.text === text),
  );
}

/** Whether an action is allowed on anything at all, perhaps with a condition. */
export function allowsSomewhere(
  { grants, allowsInAnotherWay }: ServiceGrants,
  action: string,
): boolean {
  return (
    allowsInAnotherWay.length > 0 ||
    grants.some(grant => matchesAction(grant.action, action))
  );
}

/** With a NotAction of other services only, all of this one is allowed. */
function leavesOutSome({ NotAction }: Statement, service: string): boolean {
  return toArray(NotAction ?? []).some(pattern =>
    matchesWildcards(pattern.toLowerCase().split(':')[0], service),
  );
}

/** The patterns of a statement that reach into a service, written with its name. With NotAction, all of it. */
function actionsIn(
  { Action, NotAction }: Statement,
  service: string,
): string[] {
  if (NotAction !== undefined) {
    return toArray(NotAction).some(
      pattern => pattern === '*' || pattern.toLowerCase() === `${service}:*`,
    )
      ? []
      : [`${service}:*`];
  }
  return toArray(Action ?? []).flatMap(text => {
    const pattern = text.toLowerCase();
    if (pattern === '*') {
      return [`${service}:*`];
    }
    const [of, ...rest] = pattern.split(':');
    return matchesWildcards(of, service)
      ? [`${service}:${rest.join(':')}`]
      : [];
  });
}

function canonical({ Sid: _, ...statement }: Statement): string {
  return JSON.stringify(canonicalStatement(statement));
}
