import { memo, useState } from 'react';
import { Button, VisuallyHidden } from '@backstage/ui';
import { AgeBand, HeatMap as HeatMapData } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../../hooks';
import { Panel } from '../../../ui';
import styles from './HeatMap.module.css';

const bands: AgeBand[] = ['lt30', 'd30', 'd90', 'd365', 'd730', 'unknown'];

/** Rows that are drawn before the reader asks for all; a cluster may have thousands of namespaces. */
const MOST_ROWS = 12;

const years: Record<AgeBand, number> = {
  lt30: 0,
  d30: 0,
  d90: 1,
  d365: 2,
  d730: 3,
  unknown: 1,
};

/** The rows with the most and oldest keys, and the rows that nothing is known of, in their given order. */
function worstRows(rows: HeatMapData['rows'], most: number) {
  const weight = (row: HeatMapData['rows'][number]) =>
    row.isKnown
      ? row.cells.reduce(
          (sum, { band, count }) => sum + count * (years[band] + 0.1),
          0,
        )
      : Infinity;
  const worst = new Set(
    [...rows].sort((a, b) => weight(b) - weight(a)).slice(0, most),
  );
  return rows.filter(row => worst.has(row));
}

/** How heavy a cell is drawn: many old keys most, young ones never more than a little. */
function weightOf(band: AgeBand, count: number): 1 | 2 | 3 {
  const heat = years[band] * Math.log2(count + 1);
  if (heat >= 5) {
    return 3;
  }
  return heat >= 2 ? 2 : 1;
}

/**
 * Workloads with a static key by cluster, or by namespace of one, and age of the key. A table, so that it can be read
 * without its colours; every figure leads to the workloads that it counts.
 */
export const HeatMap = memo(function Heat(props: {
  data: HeatMapData;
  /** Rows are namespaces of it. */
  cluster?: string;
  onPick: (row: string, band: AgeBand) => void;
  /** Shows the namespaces of one cluster, or all clusters again. */
  onOpen: (cluster: string | undefined) => void;
}) {
  const t = useT();
  const { number } = useFormats();
  const { data, cluster } = props;
  const [isAll, setIsAll] = useState(false);
  const rows = isAll ? data.rows : worstRows(data.rows, MOST_ROWS);
  const title = cluster
    ? t('services.heatMap.titleOf', { cluster })
    : t('services.heatMap.title');
  return (
    <Panel
      title={title}
      aside={
        cluster && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => props.onOpen(undefined)}
          >
            {t('services.heatMap.allClusters')}
          </Button>
        )
      }
    >
      {data.rows.length === 0 ? (
        t('services.heatMap.none')
      ) : (
        // A wide table scrolls by itself, and the keyboard can do it too.
        <div
          className={styles.scroll}
          role="group"
          aria-label={title}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table className={styles.table} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">
                  {cluster
                    ? t('services.filter.namespace')
                    : t('services.filter.cluster')}
                </th>
                {bands.map(band => (
                  <th
                    key={band}
                    scope="col"
                    abbr={t(`services.ageBand.${band}`)}
                    title={t(`services.ageBand.${band}`)}
                  >
                    {t(`services.ageBandShort.${band}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.name}>
                  <th scope="row">
                    {cluster ? (
                      row.name
                    ) : (
                      <Button
                        size="small"
                        variant="tertiary"
                        aria-label={t('services.heatMap.open', {
                          cluster: row.name,
                        })}
                        onPress={() => props.onOpen(row.name)}
                      >
                        {row.name}
                      </Button>
                    )}
                  </th>
                  {bands.map(band => (
                    <td key={band}>
                      <HeatCell
                        row={row}
                        band={band}
                        onPick={() => props.onPick(row.name, band)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data.rows.length > MOST_ROWS && (
        <Button
          size="small"
          variant="secondary"
          aria-expanded={isAll}
          onPress={() => setIsAll(!isAll)}
        >
          {isAll
            ? t('services.heatMap.showFewer', { all: String(MOST_ROWS) })
            : t('services.heatMap.showAll', {
                all: number(data.rows.length),
              })}
        </Button>
      )}
    </Panel>
  );
});

function HeatCell(props: {
  row: HeatMapData['rows'][number];
  band: AgeBand;
  onPick: () => void;
}) {
  const t = useT();
  const { number } = useFormats();
  const { row, band } = props;
  if (!row.isKnown) {
    return (
      <span className={styles.unknown}>
        <span aria-hidden>?</span>
        <VisuallyHidden>{t('services.heatMap.unread')}</VisuallyHidden>
      </span>
    );
  }
  const count = row.cells.find(cell => cell.band === band)?.count ?? 0;
  if (count === 0) {
    return <span className={styles.cell}>0</span>;
  }
  return (
    <button
      type="button"
      className={`${styles.cell} ${styles[`weight${weightOf(band, count)}`]}`}
      aria-label={t('services.heatMap.cell', {
        count,
        row: row.name,
        band: t(`services.ageBand.${band}`),
      })}
      onClick={props.onPick}
    >
      {number(count)}
    </button>
  );
}
