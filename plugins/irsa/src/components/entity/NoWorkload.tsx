import { ButtonLink } from '@backstage/ui';
import { Coverage } from 'backstage-plugin-irsa-common';
import { useIrsaPaths, useT } from '../../hooks';
import { EmptyState, RelativeTime } from '../../ui';
import { Checked } from '../services/overview/Checked';
import {
  isAllRead,
  isAnythingRead,
  linkDoubt,
} from '../services/overview/CoverageBanner';

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
  const reason = linkDoubt(coverage);
  if (reason) {
    return <EmptyState title={t('entity.notLinked', { reason })} />;
  }
  return (
    <EmptyState
      title={isAllRead(coverage) ? t('entity.none') : t('entity.noneOfRead')}
    >
      <Checked coverage={coverage} />
      <LinkedAt coverage={coverage} />
    </EmptyState>
  );
}

/** The catalog may have got the entity after workloads were linked. */
function LinkedAt({ coverage }: { coverage: Coverage }) {
  const t = useT();
  const [oldest] = coverage.clusters
    .flatMap(each => each.linkedAt ?? [])
    .sort();
  return oldest ? (
    <p>
      {t('entity.linkedAt')} <RelativeTime at={oldest} />
      {'. '}
      {t('entity.linkedLater')}
    </p>
  ) : null;
}
