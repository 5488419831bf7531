import { useFormats, useNow, useT } from '../hooks';
import { formatAge } from './formatDuration';

/** `3 min ago`, with the full time as its title and in `datetime`; without a time `never`, or that it is not known. */
export function RelativeTime(props: {
  at?: string;
  /** False when nobody could look, so that no time does not mean never. */
  isKnown?: boolean;
}) {
  const t = useT();
  const now = useNow(30_000);
  const { moment } = useFormats();
  if (!props.at) {
    return (
      <>{props.isKnown === false ? t('time.notKnown') : t('time.never')}</>
    );
  }
  const age = now - Date.parse(props.at);
  return (
    <time dateTime={props.at} title={moment(props.at)}>
      {age < 1000
        ? t('time.justNow')
        : t('time.ago', { age: formatAge(t, age) })}
    </time>
  );
}
