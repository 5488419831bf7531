import { Check, Plan, Sentence } from 'backstage-plugin-irsa-common';

/** What two plans of one workload do and answer differently. */
export interface PlanDifferences {
  /** Changes that only one of them makes. */
  changes: { plan: Plan; sentence: Sentence }[];
  /** Whether they differ in how the Pods get the role, and not in the ServiceAccount. */
  isIdentity: boolean;
  /** Checks whose answer differs; `undefined` where one does not ask. */
  checks: { id: string; before?: Check; after?: Check }[];
}

const sameSentence = (one: Sentence, other: Sentence) =>
  one.key === other.key &&
  one.object === other.object &&
  one.params.serviceAccountName === other.params.serviceAccountName;

const sameAnswer = (one?: Check, other?: Check) =>
  one?.state === other?.state && one?.message === other?.message;

/** Pure. */
export function planDifferences(before: Plan, after: Plan): PlanDifferences {
  const only = (plan: Plan, than: Plan) =>
    plan.sentences
      .filter(
        sentence => !than.sentences.some(each => sameSentence(each, sentence)),
      )
      .map(sentence => ({ plan, sentence }));
  const ids = new Set([...before.checks, ...after.checks].map(({ id }) => id));
  return {
    isIdentity: before.target.identity !== after.target.identity,
    changes: [...only(before, after), ...only(after, before)],
    checks: [...ids]
      .map(id => ({
        id,
        before: before.checks.find(check => check.id === id),
        after: after.checks.find(check => check.id === id),
      }))
      .filter(each => !sameAnswer(each.before, each.after)),
  };
}
