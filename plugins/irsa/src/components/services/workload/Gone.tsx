import { Alert, ButtonLink } from '@backstage/ui';
import { IrsaError } from '../../../api';
import { useIrsaPaths, useT } from '../../../hooks';
import { Inline } from '../../../ui';
import { workloadName } from '../workloadWords';

/** Says that a workload is no longer in the cluster. */
export function Gone(props: {
  workload: { namespace: string; name: string };
  error: IrsaError;
  /** What was observed before is still below. */
  wasSeen: boolean;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('workload.gone', { name: workloadName(props.workload) })}
      description={[
        props.error.message,
        props.wasSeen && t('workload.goneBefore'),
      ]
        .filter(Boolean)
        .join(' ')}
      customActions={
        <Inline>
          <ButtonLink size="small" variant="secondary" href={paths.services}>
            {t('workload.goneServices')}
          </ButtonLink>
          <ButtonLink size="small" variant="secondary" href={paths.migrations}>
            {t('workload.goneMigrations')}
          </ButtonLink>
        </Inline>
      }
    />
  );
}
