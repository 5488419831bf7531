import { Migration } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import styles from './Pods.module.css';

/** The progress of the roll-out, by Pods. */
export function Pods(props: { pods: NonNullable<Migration['pods']> }) {
  const t = useT();
  const { pods } = props;
  const parts = [
    { id: 'newReady', count: pods.newReady, tone: styles.ready },
    { id: 'starting', count: pods.starting, tone: styles.starting },
    { id: 'old', count: pods.old, tone: styles.old },
  ] as const;
  return (
    <Panel
      title={t('migration.pods.title')}
      aside={t('migration.pods.desired', { value: String(pods.desired) })}
    >
      <ul className={styles.bar} aria-label={t('migration.pods.title')}>
        {parts
          .filter(part => part.count > 0)
          .map(part => (
            <li
              key={part.id}
              className={part.tone}
              style={{ flexGrow: part.count }}
            >
              {t(`migration.pods.${part.id}`, { value: String(part.count) })}
            </li>
          ))}
      </ul>
    </Panel>
  );
}
