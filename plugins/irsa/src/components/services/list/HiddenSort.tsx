import { Button } from '@backstage/ui';
import { useT } from '../../../hooks';
import { Inline } from '../../../ui';
import {
  ColumnName,
  columnNames,
  hiddenSort,
  writeColumns,
} from './columnChoice';
import { useColumnLabels } from './useColumnLabels';

/** Says by what the rows are sorted when that column is hidden. */
export function HiddenSort(props: {
  sort: string;
  columns: ColumnName[];
  onChange: (cols: string | undefined) => void;
}) {
  const t = useT();
  const labels = useColumnLabels();
  const { sort, columns, onChange } = props;
  const hidden = hiddenSort(sort, columns);
  if (!hidden) {
    return null;
  }
  const words = { column: labels[hidden] };
  return (
    <div role="status">
      <Inline>
        <span>
          {sort.startsWith('-')
            ? t('services.columns.sortedDown', words)
            : t('services.columns.sortedUp', words)}
        </span>
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            onChange(
              writeColumns(
                columnNames.filter(
                  name => name === hidden || columns.includes(name),
                ),
              ),
            )
          }
        >
          {t('services.columns.show', words)}
        </Button>
      </Inline>
    </div>
  );
}
