import { useFormats, useNow, useT } from '../hooks';
import { formatAge } from './formatDuration';

/** `3 min ago`, with the full time as its title and in `datetime`. */
export function RelativeTime(props: { at?: string }) {
  const t = useT();
  const now = useNow(30_000);
  const { moment } = useFormats();
  if (!props.at) {
    return <>{t('time.never')}</>;
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
