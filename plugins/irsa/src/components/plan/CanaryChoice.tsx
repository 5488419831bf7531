import { Plan } from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { Panel } from '../../ui';
import { PlanChoice } from './PlanChoice';

/** Whether one Pod, or run, is tried before the others. Where none can be tried, the checks say why if it was wanted. */
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
  const of = plan.workload.kind === 'CronJob' ? 'run' : 'pod';
  const title = t(`plan.canary.${of}.title`);
  return (
    <Panel title={title}>
      <PlanChoice
        title={title}
        plan={plan}
        ways={[
          {
            value: 'off',
            label: t(`plan.canary.${of}.off`),
            text: t(`plan.canary.${of}.offText`),
            request: { canary: false },
          },
          {
            value: 'on',
            label: t(`plan.canary.${of}.on`),
            text: t(`plan.canary.${of}.onText`),
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
