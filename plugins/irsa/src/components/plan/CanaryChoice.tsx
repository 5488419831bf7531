import { Plan } from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { Panel } from '../../ui';
import { PlanChoice } from './PlanChoice';

/** Whether one Pod is tried before the others. Where none can be tried, the checks say why if it was wanted. */
export function CanaryChoice(props: {
  plan: Plan;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const { plan, allowed } = props;
  const choice = plan.canaryChoice;
  if (
    !choice ||
    choice.because === 'obstacle' ||
    (plan.status !== 'ready' && plan.status !== 'blocked')
  ) {
    return null;
  }
  const title = t('plan.canary.title');
  return (
    <Panel title={title}>
      <PlanChoice
        title={title}
        plan={plan}
        ways={[
          {
            value: 'off',
            label: t('plan.canary.off'),
            text: t('plan.canary.offText'),
            request: { canary: false },
          },
          {
            value: 'on',
            label: t('plan.canary.on'),
            text: t('plan.canary.onText'),
            request: { canary: true },
          },
        ]}
        present={choice.isOn ? 'on' : 'off'}
        because={t(`plan.canary.because.${choice.because}`)}
        allowed={allowed}
      />
    </Panel>
  );
}
