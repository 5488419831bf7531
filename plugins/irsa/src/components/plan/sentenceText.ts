import { Plan, Sentence } from 'backstage-plugin-irsa-common';
import { T, translateKey } from '../../hooks';

/** A change of a plan in words. */
export function sentenceText(t: T, plan: Plan, sentence: Sentence): string {
  const { target } = plan;
  return translateKey(
    t,
    `sentence.${sentence.key}`,
    {
      accountId: target.accountId,
      roleName: target.roleName,
      providerUrl: target.providerUrl,
      audience: target.audience,
      subject: target.subject,
      serviceAccountName: target.serviceAccountName,
      userName: target.userName ?? '–',
      keyLast4: target.keyLast4 ?? '–',
      soakDays: plan.soakDays,
      ...sentence.params,
      object: sentence.object,
    },
    sentence.object,
  );
}
