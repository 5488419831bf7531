import { Coverage } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { EmptyState } from '../../ui';
import { Checked } from '../services/overview/Checked';
import { clustersRead } from '../services/overview/CoverageBanner';

/** An entity without such workloads, which is only good news where somebody has looked. */
export function NoWorkload(props: { coverage: Coverage }) {
  const t = useT();
  const { coverage } = props;
  if (clustersRead(coverage).read === 0 || !coverage.asOf) {
    return <EmptyState title={t('entity.nothingChecked')} />;
  }
  return (
    <EmptyState title={t('entity.none')}>
      <Checked coverage={coverage} />
    </EmptyState>
  );
}
