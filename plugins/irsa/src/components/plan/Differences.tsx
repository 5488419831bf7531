import { Check, Plan } from 'backstage-plugin-irsa-common';
import { T, useFormats, useT } from '../../hooks';
import { PlanDifferences } from './planDifferences';
import { sentenceText } from './sentenceText';

function stateOf(t: T, check?: Check): string {
  return check
    ? t(`plan.checkState.${check.state}`)
    : t('plan.account.notAsked');
}

/** What another plan does and answers differently, in words. */
export function Differences(props: { of: PlanDifferences }) {
  const t = useT();
  const { readable } = useFormats();
  const { changes, checks, isIdentity } = props.of;
  const nameOf = ({ target }: Plan) =>
    isIdentity && target.identity
      ? t(`plan.identity.name.${target.identity}`)
      : target.serviceAccountName;
  if (changes.length + checks.length === 0) {
    return <p>{t('plan.account.nothing')}</p>;
  }
  return (
    <ul aria-label={t('plan.account.different')}>
      {changes.map(({ plan, sentence }) => (
        <li key={`${plan.id} ${sentence.id}`}>
          {sentenceText(t, plan, sentence)} (
          {t('plan.account.only', { name: nameOf(plan) })})
        </li>
      ))}
      {checks.map(({ id, before, after }) => (
        <li key={id}>
          {t('plan.account.check', {
            before: stateOf(t, before),
            after: stateOf(t, after),
          })}
          : {readable((after ?? before)?.message ?? id)}
        </li>
      ))}
    </ul>
  );
}
