import { memo, useState } from 'react';
import { Button } from '@backstage/ui';
import { Trends } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { Panel, PlainTable } from '../../../ui';
import { mostOf, trendBars, trendParts, valueOf } from './trendBars';
import styles from './Trend.module.css';

const WIDTH = 1000;
const HEIGHT = 140;

/** The fleet day by day, as columns or as a table of the same numbers. */
export const Trend = memo(function DayByDay(props: { data: Trends }) {
  const t = useT();
  const { days } = props.data;
  const [asTable, setAsTable] = useState(false);
  // One day is nothing to compare; the figures say from when on there is.
  if (days.length < 2) {
    return null;
  }
  const [first, last] = [days[0], days[days.length - 1]];
  return (
    <Panel
      title={t('services.trend.title')}
      aside={
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setAsTable(!asTable)}
        >
          {asTable
            ? t('services.trend.showChart')
            : t('services.trend.showTable')}
        </Button>
      }
    >
      {asTable ? (
        <PlainTable
          label={t('services.trend.title')}
          columns={[
            t('services.trend.day'),
            ...trendParts.map(part => t(`services.trend.${part}`)),
          ]}
          rows={[...days].reverse().map(day => ({
            id: day.day,
            cells: [
              day.day,
              ...trendParts.map(part => String(valueOf(day, part))),
            ],
          }))}
        />
      ) : (
        <>
          <div className={styles.most} aria-hidden>
            {t('services.trend.most', { count: mostOf(days) })}
          </div>
          <svg
            role="img"
            className={styles.chart}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-label={t('services.trend.summary', {
              from: first.day,
              to: last.day,
              before: String(first.withStaticKey),
              after: String(last.withStaticKey),
            })}
          >
            {trendBars(days).map(({ day, part, x, y, width, height }) => (
              <rect
                key={`${day} ${part}`}
                className={styles[part]}
                x={x * WIDTH}
                y={y * HEIGHT}
                width={width * WIDTH}
                height={height * HEIGHT}
              />
            ))}
          </svg>
          <div className={styles.days} aria-hidden>
            <span>{first.day}</span>
            <span>{last.day}</span>
          </div>
          <ul className={styles.legend}>
            {trendParts.map(part => (
              <li key={part}>
                <svg width="12" height="12" aria-hidden>
                  <rect className={styles[part]} width="12" height="12" />
                </svg>
                {t(`services.trend.${part}`)}: {String(valueOf(last, part))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
});
