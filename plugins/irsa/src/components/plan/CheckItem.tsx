import { Checkbox } from '@backstage/ui';
import { Check } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';
import { StatusPill, checkTones } from '../../ui';
import styles from './Checks.module.css';

/** One check: its state, how we know, and what to do where it is not good. */
export function CheckItem(props: {
  check: Check;
  isAcknowledged?: boolean;
  /** Left out where nothing is to be acknowledged. */
  onAcknowledge?: (isSeen: boolean) => void;
}) {
  const t = useT();
  const { readable } = useFormats();
  const { check } = props;
  const text = readable(check.message ?? check.key);
  return (
    <li className={styles.check}>
      <StatusPill tone={checkTones[check.state]}>
        {t(`plan.checkState.${check.state}`)}
      </StatusPill>
      <div>{text}</div>
      <div className={styles.small}>
        {t('plan.evidence', { text: readable(check.evidence) })}
      </div>
      {check.fix && check.state !== 'passed' && (
        <div className={styles.small}>{t('plan.fix', { text: check.fix })}</div>
      )}
      {check.state === 'warning' && (
        <Checkbox
          aria-label={t('plan.acknowledgeOf', { check: text })}
          isSelected={props.isAcknowledged}
          onChange={props.onAcknowledge}
        >
          {t('plan.acknowledge')}
        </Checkbox>
      )}
    </li>
  );
}
