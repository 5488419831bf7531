import { useEffect, useRef, useState } from 'react';
import { Button, ToggleButton } from '@backstage/ui';
import {
  Migration,
  MigrationEvent,
  MigrationStep,
} from 'backstage-plugin-irsa-common';
import { readableIds, useT } from '../../hooks';
import { CopyButton, Inline, Panel, stepName } from '../../ui';
import styles from './MigrationLog.module.css';

function lineOf(event: MigrationEvent): string {
  const level = event.level === 'info' ? '' : `${event.level.toUpperCase()} `;
  return `${event.at.slice(11, 23)}  ${level}${readableIds(event.message)}`;
}

/** The log of one step, or of all. Announced only on demand: the step list is. */
export function MigrationLog(props: {
  migration: Migration;
  step?: MigrationStep;
  events: MigrationEvent[];
  onShowAll: () => void;
}) {
  const t = useT();
  const { step, events } = props;
  const [isFollowing, setIsFollowing] = useState(true);
  const [isSpoken, setIsSpoken] = useState(false);
  const box = useRef<HTMLPreElement>(null);
  const shown = step ? events.filter(item => item.stepId === step.id) : events;
  const text = shown.map(lineOf).join('\n');

  useEffect(() => {
    if (isFollowing && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [text, isFollowing]);

  const title = step
    ? t('migration.logOf', { step: stepName(t, step) })
    : t('migration.logAll');
  return (
    <Panel
      title={title}
      aside={
        <Inline>
          {step && (
            <Button size="small" variant="tertiary" onPress={props.onShowAll}>
              {t('migration.allSteps')}
            </Button>
          )}
          <ToggleButton
            size="small"
            isSelected={isFollowing}
            onChange={setIsFollowing}
          >
            {t('migration.follow')}
          </ToggleButton>
          <ToggleButton
            size="small"
            isSelected={isSpoken}
            onChange={setIsSpoken}
          >
            {t('migration.announceLog')}
          </ToggleButton>
          <CopyButton text={text} label={t('migration.copyLog')} />
          <Button
            size="small"
            variant="secondary"
            onPress={() => download(`${props.migration.id}.log`, text)}
          >
            {t('migration.download')}
          </Button>
        </Inline>
      }
    >
      <pre
        ref={box}
        className={styles.log}
        role="log"
        aria-live={isSpoken ? 'polite' : 'off'}
        aria-label={title}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {text || t('migration.noLog')}
      </pre>
      <p className={styles.times}>{t('migration.logTimes')}</p>
    </Panel>
  );
}

function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
