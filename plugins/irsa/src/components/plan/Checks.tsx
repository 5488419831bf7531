import { Checkbox } from '@backstage/ui';
import { Check } from '@internal/plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel, StatusPill, checkTones } from '../../ui';
import styles from './Checks.module.css';

const order = ['blocked', 'warning', 'notChecked', 'passed'];

/** What was checked before start, how we know, and what to do where it is not good. */
export function Checks(props: {
  checks: Check[];
  acknowledged: string[];
  onAcknowledge: (id: string, isSeen: boolean) => void;
}) {
  const t = useT();
  const { checks } = props;
  const sorted = [...checks].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  );
  return (
    <Panel
      title={`${t('plan.checks')} — ${t('plan.checksCount', {
        passed: String(checks.filter(item => item.state === 'passed').length),
        all: String(checks.length),
      })}`}
    >
      <ul className={styles.checks} aria-label={t('plan.checks')}>
        {sorted.map(check => {
          const text = check.message ?? check.key;
          return (
            <li key={check.id} className={styles.check}>
              <StatusPill tone={checkTones[check.state]}>
                {t(`plan.checkState.${check.state}`)}
              </StatusPill>
              <div>
                <div>{text}</div>
                <div className={styles.small}>
                  {t('plan.evidence', { text: check.evidence })}
                </div>
                {check.fix && check.state !== 'passed' && (
                  <div className={styles.small}>
                    {t('plan.fix', { text: check.fix })}
                  </div>
                )}
                {check.state === 'warning' && (
                  <Checkbox
                    aria-label={t('plan.acknowledgeOf', { check: text })}
                    isSelected={props.acknowledged.includes(check.id)}
                    onChange={isSeen => props.onAcknowledge(check.id, isSeen)}
                  >
                    {t('plan.acknowledge')}
                  </Checkbox>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
