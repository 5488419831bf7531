import {
  RiArrowGoBackLine,
  RiCheckLine,
  RiCloseLine,
  RiLoader4Line,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { MigrationStep } from 'backstage-plugin-irsa-common';
import { T, translateKey, useFormats, useNow, useT } from '../hooks';
import { formatDuration, formatShortDuration } from './formatDuration';
import styles from './StepList.module.css';

const icons = {
  waiting: RiTimeLine,
  running: RiLoader4Line,
  done: RiCheckLine,
  skipped: RiSubtractLine,
  failed: RiCloseLine,
  undoing: RiLoader4Line,
  undone: RiArrowGoBackLine,
};

export function stepName(t: T, step: MigrationStep): string {
  return translateKey(t, `step.${step.key}`, {}, step.key);
}

/** The steps from top to bottom; each is a button that shows its log. */
export function StepList(props: {
  steps: MigrationStep[];
  selectedId?: string;
  onSelect: (id: string) => void;
}) {
  const t = useT();
  const firstRestart = props.steps.findIndex(step => step.restartsPods);
  return (
    <ol className={styles.list} aria-label={t('migration.steps')}>
      {props.steps.map((step, index) => (
        <li key={step.id} className={styles.item} id={`step-${step.id}`}>
          {index === firstRestart && (
            <div className={styles.marker}>{t('migration.fromHere')}</div>
          )}
          <Step
            step={step}
            isSelected={step.id === props.selectedId}
            onSelect={() => props.onSelect(step.id)}
          />
        </li>
      ))}
    </ol>
  );
}

function Step(props: {
  step: MigrationStep;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const t = useT();
  const { readable } = useFormats();
  const { step } = props;
  const Icon = icons[step.state];
  const isMoving = step.state === 'running' || step.state === 'undoing';
  const tone =
    { done: styles.done, failed: styles.failed }[step.state as 'done'] ?? '';
  return (
    <button
      type="button"
      className={`${styles.step} ${isMoving ? styles.running : ''}`}
      aria-pressed={props.isSelected}
      aria-current={isMoving ? 'step' : undefined}
      onClick={props.onSelect}
    >
      <Icon
        size={18}
        aria-hidden
        className={`${tone} ${isMoving ? styles.spin : ''}`}
      />
      <span className={styles.name}>
        {stepName(t, step)}
        <VisuallyHidden>
          , {t(`migration.stepState.${step.state}`)}
        </VisuallyHidden>
        {step.detail && (
          <span className={styles.detail}>{readable(step.detail)}</span>
        )}
      </span>
      <StepTime step={step} isMoving={isMoving} />
    </button>
  );
}

function StepTime(props: { step: MigrationStep; isMoving: boolean }) {
  const t = useT();
  const { step, isMoving } = props;
  const now = useNow(1000, isMoving);
  const started = step.startedAt && Date.parse(step.startedAt);
  if (!started) {
    return <span />;
  }
  if (isMoving) {
    const took = now - started;
    const usual = step.usualSeconds && step.usualSeconds * 1000;
    return (
      <span className={styles.time}>
        {[
          formatDuration(t, took),
          usual &&
            t('migration.usually', { time: formatShortDuration(t, usual) }),
          usual && took > 2 * usual && t('migration.slower'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    );
  }
  // Of an undone step, only the end of its undoing is known; of a skipped one, when a person decided that.
  if (!step.finishedAt || ['undone', 'skipped'].includes(step.state)) {
    return <span />;
  }
  const took = Date.parse(step.finishedAt) - started;
  return <span className={styles.time}>{formatShortDuration(t, took)}</span>;
}
