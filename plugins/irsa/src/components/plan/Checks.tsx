import { Check } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import { CheckItem } from './CheckItem';
import styles from './Checks.module.css';

const open = ['blocked', 'warning', 'notChecked'] as const;

/** What was checked before start: what is not good in the open, what passed folded away. */
export function Checks(props: {
  checks: Check[];
  acknowledged: string[];
  onAcknowledge: (id: string, isSeen: boolean) => void;
}) {
  const t = useT();
  const { checks } = props;
  const passed = checks.filter(check => check.state === 'passed');
  const others = open.flatMap(state =>
    checks.filter(check => check.state === state),
  );
  return (
    <Panel
      title={`${t('plan.checks')} — ${t('plan.checksCount', {
        passed: String(passed.length),
        all: String(checks.length),
      })}`}
    >
      {others.length > 0 && (
        <ul className={styles.checks} aria-label={t('plan.checks')}>
          {others.map(check => (
            <CheckItem
              key={check.id}
              check={check}
              isAcknowledged={props.acknowledged.includes(check.id)}
              onAcknowledge={isSeen => props.onAcknowledge(check.id, isSeen)}
            />
          ))}
        </ul>
      )}
      {passed.length > 0 && (
        <details className={styles.passed}>
          <summary className={styles.summary}>
            {t('plan.checksPassed', { value: String(passed.length) })}
          </summary>
          <ul
            className={styles.checks}
            aria-label={t('plan.checksPassed', {
              value: String(passed.length),
            })}
          >
            {passed.map(check => (
              <CheckItem key={check.id} check={check} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
