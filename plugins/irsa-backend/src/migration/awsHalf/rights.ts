import { Statement } from 'backstage-plugin-irsa-common';
import { parsePolicy } from '../../accounts/iam';
import { AwsHalfDifference, few, missing, wider } from './AwsHalf';
import { mayMeet, notSaid } from './statements';

/**
 * What all policies of a role together lack of the planned one, and what they give beyond it. Names of policies, their number and the
 * order of statements do not matter. Pure.
 */
export function rightsDifferences(
  rights: readonly string[],
  planned: string,
): AwsHalfDifference[] {
  const now = byEffect(rights);
  const then = byEffect([planned]);
  const lacking = notSaid(then.allow, now.allow);
  const denied = deniedOf(now, then);
  const more = notSaid(now.allow, then.allow);
  const noLongerDenied = notSaid(then.deny, now.deny);
  return [
    ...(lacking.length > 0
      ? [missing('rights', `The role may not ${titles(lacking)}.`)]
      : []),
    ...denials(denied),
    ...(more.length > 0
      ? [wider('rights', `The role may also ${titles(more)}.`)]
      : []),
    ...(noLongerDenied.length > 0
      ? [wider('rights', `The role is not denied ${titles(noLongerDenied)}.`)]
      : []),
  ];
}

/** What policies of a role deny of the planned one, which did not. Pure. */
export function deniedDifferences(
  rights: readonly string[],
  planned: string,
): AwsHalfDifference[] {
  return denials(deniedOf(byEffect(rights), byEffect([planned])));
}

function deniedOf(
  now: ReturnType<typeof byEffect>,
  then: ReturnType<typeof byEffect>,
) {
  return notSaid(
    now.deny.filter(deny => then.allow.some(allow => mayMeet(deny, allow))),
    then.deny,
  );
}

function denials(denied: readonly { title: string }[]): AwsHalfDifference[] {
  return denied.length > 0
    ? [missing('rights', `The role is denied ${titles(denied)}.`)]
    : [];
}

function byEffect(documents: readonly string[]) {
  const all = documents.flatMap(text => parsePolicy(text).Statement);
  const of = (effect: Statement['Effect']) =>
    all.filter(({ Effect }) => Effect === effect);
  return { allow: of('Allow'), deny: of('Deny') };
}

function titles(parts: readonly { title: string }[]): string {
  return few(parts.map(({ title }) => title));
}
