import { memo, useEffect } from 'react';
import { ButtonIcon, TablePagination } from '@backstage/ui';
import { RiSkipLeftLine, RiSkipRightLine } from '@remixicon/react';
import { useFormats, useT } from '../../../hooks';
import styles from './Pages.module.css';

export const pageSizes = [20, 50, 100];

/** Where the last page begins. */
function lastOffset(total: number, limit: number): number {
  return Math.max(0, Math.ceil(total / limit) - 1) * limit;
}

/** Which rows are shown, and the links to the others. A page number after the last page shows the last page. */
export const Pages = memo(function PageLinks(props: {
  offset: number;
  limit: number;
  total: number;
  onOffset: (offset: number, options?: { replace?: boolean }) => void;
  onLimit: (limit: number) => void;
}) {
  const t = useT();
  const { number } = useFormats();
  const { offset, limit, total, onOffset } = props;
  const last = lastOffset(total, limit);
  const isBehind = total > 0 && offset >= total;
  useEffect(() => {
    if (isBehind) {
      onOffset(last, { replace: true });
    }
  }, [isBehind, last, onOffset]);
  if (total === 0 || isBehind) {
    return null;
  }
  return (
    <div className={styles.pages}>
      <TablePagination
        pageSize={limit}
        pageSizeOptions={pageSizes.map(value => ({
          value,
          label: t('services.table.pageSize', { value: String(value) }),
        }))}
        offset={offset}
        totalCount={total}
        hasPreviousPage={offset > 0}
        hasNextPage={offset + limit < total}
        onPreviousPage={() => onOffset(Math.max(0, offset - limit))}
        onNextPage={() => onOffset(offset + limit)}
        onPageSizeChange={props.onLimit}
        getLabel={() =>
          t('services.table.range', {
            from: number(offset + 1),
            to: number(Math.min(offset + limit, total)),
            total: number(total),
          })
        }
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiSkipLeftLine />}
        aria-label={t('services.table.first')}
        isDisabled={offset === 0}
        onPress={() => onOffset(0)}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiSkipRightLine />}
        aria-label={t('services.table.last')}
        isDisabled={offset >= last}
        onPress={() => onOffset(last)}
      />
    </div>
  );
});
