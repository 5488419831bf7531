import { Summary, Trends } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../../hooks';
import { FilterValues } from '../list/useWorkloadFilter';
import { weekBefore } from './weekBefore';
import { withStaticKey } from '../list/withStaticKey';
import styles from './Figures.module.css';

type Choice = Partial<FilterValues> & { sort?: string };

interface Figure {
  id: string;
  value: string;
  label: string;
  detail?: string | false;
  /** What it counts. */
  statuses?: string[];
  /** The filter by use of the key that shows what it counts. */
  unused?: string[];
  /** The filter by the last plan that shows what it counts. */
  plan?: string[];
  /** Sorts the list so that what the figure counts comes first. */
  sort?: string;
}

function isSame(some: string[], others: string[]): boolean {
  return (
    some.length === others.length && some.every(one => others.includes(one))
  );
}

/** The figures of the fleet; each leads to what it counts. Unknown has a figure of its own and is in no other. */
export function Figures(props: {
  summary: Summary;
  /** History of the same workloads. */
  days?: Trends['days'];
  selected: Pick<FilterValues, 'status' | 'unused' | 'plan'>;
  onSelect: (choice: Choice) => void;
}) {
  const t = useT();
  const { number, percent, change } = useFormats();
  const { summary, days = [] } = props;
  const before = weekBefore(days);
  const onRole = summary.soaking + summary.keyOff;
  const known = summary.withStaticKey + onRole + summary.keyless;
  const figures: Figure[] = [
    {
      id: 'static',
      value: number(summary.withStaticKey),
      label: t('services.kpi.static'),
      detail: before
        ? t('services.kpi.since', {
            change: change(summary.withStaticKey - before.withStaticKey),
            day: before.day,
          })
        : days.length === 1 && t('services.kpi.firstDay'),
      statuses: withStaticKey,
    },
    {
      id: 'soaking',
      value: number(onRole),
      label: t('services.kpi.soaking'),
      detail: summary.keptSecrets
        ? t('services.kpi.kept', { count: summary.keptSecrets })
        : undefined,
      statuses: ['soaking', 'keyOff'],
    },
    {
      id: 'keyless',
      value: number(summary.keyless),
      label: t('services.kpi.keyless'),
      detail:
        known > 0
          ? t('services.kpi.share', {
              share: percent(summary.keyless / known),
              all: number(known),
            })
          : undefined,
      statuses: ['keyless'],
    },
    {
      id: 'oldest',
      value:
        summary.oldestKeyDays === undefined
          ? '–'
          : t('time.daysShort', { value: number(summary.oldestKeyDays) }),
      label: t('services.kpi.oldest'),
      statuses: withStaticKey,
      sort: '-keyAge',
    },
    {
      id: 'unused',
      value: number(summary.unusedKeys90d),
      label: t('services.kpi.unused'),
      detail:
        summary.unusedKeys90d > 0 ? t('services.kpi.unusedHint') : undefined,
      unused: ['true'],
    },
  ];
  if (summary.blocked > 0) {
    figures.push({
      id: 'blocked',
      value: number(summary.blocked),
      label: t('services.kpi.blocked'),
      plan: ['blocked'],
    });
  }
  if (summary.acceptedRisks) {
    figures.push({
      id: 'accepted',
      value: number(summary.acceptedRisks),
      label: t('services.kpi.accepted'),
    });
  }
  if (summary.unknown > 0) {
    figures.push({
      id: 'unknown',
      value: number(summary.unknown),
      label: t('services.kpi.unknown'),
      detail: t('services.kpi.unknownHint'),
      statuses: ['unknown'],
    });
  }
  const choose = (figure: Figure, isOn: boolean) => {
    const { id, statuses = [], unused = [], plan = [], sort } = figure;
    if (id === 'accepted') {
      props.onSelect({ accepted: ['true'] });
    } else if (sort) {
      props.onSelect({ status: statuses, unused: [], plan: [], sort });
    } else {
      props.onSelect(
        isOn
          ? { status: [], unused: [], plan: [] }
          : { status: statuses, unused, plan },
      );
    }
  };
  const { status, unused: use, plan: said } = props.selected;
  return (
    <ul className={styles.figures} aria-label={t('services.kpi.label')}>
      {figures.map(figure => {
        const { id, statuses = [], unused = [], plan = [], sort } = figure;
        const isFilter =
          statuses.length + unused.length + plan.length > 0 && !sort;
        const isOn =
          isFilter &&
          isSame(statuses, status) &&
          isSame(unused, use) &&
          isSame(plan, said);
        return (
          <li key={id}>
            <button
              type="button"
              className={`${styles.figure} ${
                id === 'unknown' ? styles.unknown : ''
              }`}
              aria-pressed={isFilter ? isOn : undefined}
              onClick={() => choose(figure, isOn)}
            >
              <span className={styles.value}>{figure.value}</span>{' '}
              {figure.label}
              {figure.detail && (
                <span className={styles.detail}> {figure.detail}</span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
