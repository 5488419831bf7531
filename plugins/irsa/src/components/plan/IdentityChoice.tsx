import { Plan } from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { Panel } from '../../ui';
import { PlanChoice } from './PlanChoice';

/** How the Pods get the role, and the other way where that can be decided. Clusters that are not known in EKS have one way only. */
export function IdentityChoice(props: {
  plan: Plan;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const { plan, allowed } = props;
  const choice = plan.identityChoice;
  if (
    !choice ||
    choice.because === 'notEks' ||
    (plan.status !== 'ready' && plan.status !== 'blocked')
  ) {
    return null;
  }
  const title = t('plan.identity.title');
  const because = t(`plan.identity.because.${choice.because}`);
  const isOpen =
    choice.because === 'asked' ||
    choice.because === 'cluster' ||
    choice.because === 'usual';
  return (
    <Panel title={title}>
      {isOpen ? (
        <PlanChoice
          title={title}
          plan={plan}
          ways={[
            {
              value: 'irsa',
              label: t('plan.identity.irsa'),
              text: t('plan.identity.irsaText'),
              request: { identity: 'irsa' },
            },
            {
              value: 'podIdentity',
              label: t('plan.identity.podIdentity'),
              text: t('plan.identity.podIdentityText'),
              request: { identity: 'podIdentity' },
            },
          ]}
          present={choice.kind}
          because={because}
          allowed={allowed}
        />
      ) : (
        <p>{because}</p>
      )}
    </Panel>
  );
}
