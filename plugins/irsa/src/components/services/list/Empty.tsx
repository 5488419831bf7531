import { Button } from '@backstage/ui';
import { Coverage } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../../hooks';
import { EmptyState } from '../../../ui';
import { Checked } from '../overview/Checked';
import { isAllRead, isAnythingRead } from '../overview/CoverageBanner';
import { SetUp } from '../overview/SetUp';

/** Why the list has no rows: nothing set up, the filter, or really nothing. */
export function Empty(props: {
  coverage: Coverage;
  isFiltered: boolean;
  /** The number of workloads without the filter; absent while it is not known. */
  all?: number;
  onClear: () => void;
  isTesting: boolean;
  onTest: () => void;
}) {
  const t = useT();
  const { number } = useFormats();
  const { coverage } = props;
  if (!isAnythingRead(coverage)) {
    return (
      <SetUp
        coverage={coverage}
        isPending={props.isTesting}
        onTest={props.onTest}
      />
    );
  }
  if (props.isFiltered) {
    return (
      <EmptyState
        title={
          props.all === undefined
            ? t('services.empty.filtered')
            : t('services.empty.filteredOf', { all: number(props.all) })
        }
        action={
          <Button variant="secondary" onPress={props.onClear}>
            {t('action.clearFilters')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={
        isAllRead(coverage)
          ? t('services.empty.good')
          : t('services.empty.goodOfRead')
      }
    >
      <Checked coverage={coverage} />
    </EmptyState>
  );
}
