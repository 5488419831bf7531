import { Check } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import { CheckItem } from './CheckItem';
import styles from './Checks.module.css';

const open = ['blocked', 'warning'] as const;

/** Reasons that the folded line names; the rest is behind it. */
const REASONS_SHOWN = 2;

/**
 * What was checked before start: what is not good in the open; what was not checked in one line that says how many and why,
 * and what passed, folded away. What was not checked is not known: it counts as such, and not as passed.
 */
export function Checks(props: {
  checks: Check[];
  acknowledged: string[];
  onAcknowledge: (id: string, isSeen: boolean) => void;
}) {
  const t = useT();
  const { checks } = props;
  const passed = checks.filter(check => check.state === 'passed');
  const notChecked = checks.filter(check => check.state === 'notChecked');
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
      <FoldedChecks
        title={t('plan.checksNotChecked', {
          value: String(notChecked.length),
          why: inShort(notChecked),
        })}
        label={t('plan.checkState.notChecked')}
        checks={notChecked}
      />
      <FoldedChecks
        title={t('plan.checksPassed', { value: String(passed.length) })}
        label={t('plan.checksPassed', { value: String(passed.length) })}
        checks={passed}
      />
    </Panel>
  );
}

function FoldedChecks(props: {
  title: string;
  label: string;
  checks: Check[];
}) {
  if (props.checks.length === 0) {
    return null;
  }
  return (
    <details className={styles.folded}>
      <summary className={styles.summary}>{props.title}</summary>
      <ul className={styles.checks} aria-label={props.label}>
        {props.checks.map(check => (
          <CheckItem key={check.id} check={check} />
        ))}
      </ul>
    </details>
  );
}

/** Why these were not checked: the first sentence of each reason once, the shortest first, since this is one line. */
function inShort(checks: readonly Check[]): string {
  const reasons = [
    ...new Set(
      checks.map(({ evidence }) =>
        evidence.split(/\.\s/)[0].replace(/\.$/, ''),
      ),
    ),
  ].sort((a, b) => a.length - b.length);
  const shown = reasons.slice(0, REASONS_SHOWN).join('; ');
  return reasons.length > REASONS_SHOWN ? `${shown}; …` : shown;
}
