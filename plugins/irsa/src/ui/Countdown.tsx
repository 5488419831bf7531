import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useNow, useT } from '../hooks';
import { formatDuration } from './formatDuration';

/** Seconds before the end at which screen readers are told; the text itself is silent. */
const announcedAt = [30, 10, 0];

/** Time left until `endsAt`, moving each second. Announced politely at 30 s, 10 s and the end. */
export function Countdown(props: {
  endsAt: string;
  /** Accessible name of the timer. */
  label: string;
  /** What to say when announcing: given the time left in words, or undefined at the end. */
  announce?: (left?: string) => string;
  expiredText?: string;
  onEnd?: () => void;
}) {
  const t = useT();
  const end = Date.parse(props.endsAt);
  const [isOver, setIsOver] = useState(end <= Date.now());
  const now = useNow(1000, !isOver);
  const seconds = Math.max(0, Math.ceil((end - now) / 1000));
  const [spoken, setSpoken] = useState('');
  const before = useRef(seconds);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => setIsOver(end <= Date.now()), [end]);

  useEffect(() => {
    const passed = announcedAt.some(
      moment => before.current > moment && seconds <= moment,
    );
    before.current = seconds;
    if (passed && latest.current.announce) {
      setSpoken(
        latest.current.announce(
          seconds > 0 ? formatDuration(t, seconds * 1000) : undefined,
        ),
      );
    }
    if (seconds === 0 && !isOver) {
      setIsOver(true);
      latest.current.onEnd?.();
    }
  }, [seconds, isOver, t]);

  return (
    <>
      <span role="timer" aria-live="off" aria-label={props.label}>
        {seconds > 0
          ? formatDuration(t, seconds * 1000)
          : props.expiredText ?? t('time.ended')}
      </span>
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </>
  );
}
