import {
  RiAlertLine,
  RiCheckLine,
  RiCloseLine,
  RiInformationLine,
  RiQuestionLine,
  RiSubtractLine,
} from '@remixicon/react';
import styles from './StatusPill.module.css';

export type Tone =
  | 'positive'
  | 'warning'
  | 'negative'
  | 'info'
  | 'neutral'
  | 'unknown';

const icons = {
  positive: RiCheckLine,
  warning: RiAlertLine,
  negative: RiCloseLine,
  info: RiInformationLine,
  neutral: RiSubtractLine,
  unknown: RiQuestionLine,
};

/** A status in words; colour and icon only repeat what the words say. */
export function StatusPill(props: { tone: Tone; children: string }) {
  const Icon = icons[props.tone];
  return (
    <span className={`${styles.pill} ${styles[props.tone]}`}>
      <Icon size={14} aria-hidden />
      <span className={styles.words}>{props.children}</span>
    </span>
  );
}
