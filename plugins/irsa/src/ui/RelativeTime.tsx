import { useFormats, useNow, useT } from '../hooks';
import { formatAge } from './formatDuration';

const MINUTE = 60_000;

/** `3 min ago`, with the full time as its title and in `datetime`; without a time `never`, or that it is not known. */
export function RelativeTime(props: {
  at?: string;
  /** False when nobody could look, so that no time does not mean never. */
  isKnown?: boolean;
  /** What no time means, where it does not mean never. */
  none?: string;
  /** When it was read, for what may have happened again since. */
  asOf?: string;
}) {
  const t = useT();
  const { moment } = useFormats();
  const { at, asOf } = props;
  // A number of seconds has to move.
  const isYoung = at !== undefined && Date.now() - Date.parse(at) < MINUTE;
  const now = useNow(isYoung ? 1000 : MINUTE / 2);
  const reading = asOf && ` (${t('time.asOf', { time: moment(asOf) })})`;
  if (!at) {
    return props.isKnown === false ? (
      <>{t('time.notKnown')}</>
    ) : (
      <>
        {props.none ?? t('time.never')}
        {reading}
      </>
    );
  }
  const age = now - Date.parse(at);
  return (
    <>
      <time dateTime={at} title={moment(at)}>
        {age < 1000
          ? t('time.justNow')
          : t('time.ago', { age: formatAge(t, age) })}
      </time>
      {reading}
    </>
  );
}
