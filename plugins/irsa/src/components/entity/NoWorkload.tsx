import { ButtonLink } from '@backstage/ui';
import { Coverage } from 'backstage-plugin-irsa-common';
import { useIrsaPaths, useT } from '../../hooks';
import { EmptyState } from '../../ui';
import { Checked } from '../services/overview/Checked';
import { isAnythingRead } from '../services/overview/CoverageBanner';

/** An entity without such workloads, which is only good news where somebody has looked. */
export function NoWorkload(props: { coverage: Coverage }) {
  const t = useT();
  const paths = useIrsaPaths();
  const { coverage } = props;
  if (!isAnythingRead(coverage)) {
    return (
      <EmptyState
        title={t('entity.nothingChecked')}
        action={
          <ButtonLink variant="secondary" href={paths.setUp}>
            {t('setUp.openOf')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState title={t('entity.none')}>
      <Checked coverage={coverage} />
    </EmptyState>
  );
}
