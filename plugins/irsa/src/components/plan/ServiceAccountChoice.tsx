import { Plan } from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { Panel } from '../../ui';
import { PlanChoice } from './PlanChoice';

/** Which ServiceAccount the Pods get, and the other one where that can be decided. */
export function ServiceAccountChoice(props: {
  plan: Plan;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const { plan, allowed } = props;
  const choice = plan.serviceAccountChoice;
  if (!choice || (plan.status !== 'ready' && plan.status !== 'blocked')) {
    return null;
  }
  const title = t('plan.account.title');
  const names = { present: choice.present, own: choice.own };
  const because = t(`plan.account.because.${choice.because}`, names);
  return (
    <Panel title={title}>
      {choice.because === 'shared' || choice.because === 'source' ? (
        <p>{because}</p>
      ) : (
        <PlanChoice
          title={title}
          plan={plan}
          ways={[
            {
              value: 'keep',
              label: t('plan.account.keep', names),
              text: t('plan.account.keepText'),
              request: { ownServiceAccount: false },
            },
            {
              value: 'own',
              label: t('plan.account.own', names),
              text: t('plan.account.ownText', names),
              request: { ownServiceAccount: true },
            },
          ]}
          present={choice.isOwn ? 'own' : 'keep'}
          because={because}
          allowed={allowed}
        />
      )}
    </Panel>
  );
}
