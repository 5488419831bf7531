import { Migration } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';
import { Panel, RelativeTime, StatusPill, afterRollbackTones } from '../../ui';
import styles from '../plan/Checks.module.css';

type After = NonNullable<Migration['afterRollback']>['objects'][number];

const ORDER = { differs: 0, notKnown: 1, asBefore: 2 };

function worstFirst(a: After, b: After): number {
  return ORDER[a.state] - ORDER[b.state];
}

/** What was read after the last step of a rollback: what is as before, what is not, what nobody could look at. */
export function AfterRollback(props: {
  after: NonNullable<Migration['afterRollback']>;
}) {
  const t = useT();
  const { readable } = useFormats();
  const { objects, readAt } = props.after;
  if (objects.length === 0) {
    return null;
  }
  return (
    <Panel title={t('migration.after.title')}>
      <ul className={styles.checks} aria-label={t('migration.after.title')}>
        {[...objects].sort(worstFirst).map(({ object, state, message }) => (
          <li key={object} className={styles.check}>
            <StatusPill tone={afterRollbackTones[state]}>
              {t(`migration.after.state.${state}`)}
            </StatusPill>
            <div>
              <div>{object}</div>
              <div className={styles.small}>{message && readable(message)}</div>
            </div>
          </li>
        ))}
      </ul>
      <RelativeTime at={readAt} />
    </Panel>
  );
}
