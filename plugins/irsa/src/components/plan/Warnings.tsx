import { Alert } from '@backstage/ui';
import { Plan } from 'backstage-plugin-irsa-common';
import { translateKey, useT } from '../../hooks';

/** Ways in which the service will behave differently afterwards. */
export function Warnings(props: { plan: Plan }) {
  const t = useT();
  return (
    <>
      {props.plan.warnings.map(warning => (
        <Alert
          key={warning.id}
          role="note"
          status="warning"
          icon
          title={translateKey(
            t,
            `plan.warningTitle.${warning.key}`,
            warning.params,
            t('plan.behaviour'),
          )}
          description={warning.message}
        />
      ))}
    </>
  );
}
