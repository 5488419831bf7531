import { Summary } from '@internal/plugin-irsa-common';
import { useT } from '../../hooks';
import styles from './Figures.module.css';

/** The figures of the fleet; each is a filter. Unknown has a figure of its own and is in no other. */
export function Figures(props: {
  summary: Summary;
  selected: string[];
  onSelect: (statuses: string[]) => void;
}) {
  const t = useT();
  const { summary } = props;
  const figures: {
    id: string;
    value: string;
    label: string;
    statuses?: string[];
  }[] = [
    {
      id: 'static',
      value: String(summary.withStaticKey),
      label: t('services.kpi.static'),
      statuses: [
        'static',
        'shadowed',
        'running',
        'blocked',
        'failed',
        'rolledBack',
      ],
    },
    {
      id: 'soaking',
      value: String(summary.soaking + summary.keyOff),
      label: t('services.kpi.soaking'),
      statuses: ['soaking', 'keyOff'],
    },
    {
      id: 'keyless',
      value: String(summary.keyless),
      label: t('services.kpi.keyless'),
      statuses: ['keyless'],
    },
    {
      id: 'oldest',
      value:
        summary.oldestKeyDays === undefined
          ? '–'
          : t('time.daysShort', {
              value: String(summary.oldestKeyDays),
            }),
      label: t('services.kpi.oldest'),
    },
    {
      id: 'unused',
      value: String(summary.unusedKeys90d),
      label: t('services.kpi.unused'),
    },
  ];
  if (summary.acceptedRisks) {
    figures.push({
      id: 'accepted',
      value: String(summary.acceptedRisks),
      label: t('services.kpi.accepted'),
    });
  }
  if (summary.unknown > 0) {
    figures.push({
      id: 'unknown',
      value: String(summary.unknown),
      label: t('services.kpi.unknown'),
      statuses: ['unknown'],
    });
  }
  return (
    <ul className={styles.figures} aria-label={t('services.kpi.label')}>
      {figures.map(figure => {
        const className = `${styles.figure} ${
          figure.id === 'unknown' ? styles.unknown : ''
        }`;
        const content = (
          <>
            <span className={styles.value}>{figure.value}</span> {figure.label}
          </>
        );
        const { statuses } = figure;
        const isOn =
          statuses !== undefined &&
          statuses.length === props.selected.length &&
          statuses.every(status => props.selected.includes(status));
        return (
          <li key={figure.id}>
            {statuses ? (
              <button
                type="button"
                className={className}
                aria-pressed={isOn}
                onClick={() => props.onSelect(isOn ? [] : statuses)}
              >
                {content}
              </button>
            ) : (
              <div className={className}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
