import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { useNow, useT } from '../hooks';
import { formatAge } from './formatDuration';

/** A formatter of absolute times in the portal's language, with the time zone. */
export function useAbsoluteTime() {
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  return (iso: string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'long',
    }).format(new Date(iso));
}

/** `3 min ago`, with the full time as its title and in `datetime`. */
export function RelativeTime(props: { at?: string }) {
  const t = useT();
  const now = useNow(30_000);
  const absolute = useAbsoluteTime();
  if (!props.at) {
    return <>{t('time.never')}</>;
  }
  const age = now - Date.parse(props.at);
  return (
    <time dateTime={props.at} title={absolute(props.at)}>
      {age < 1000
        ? t('time.justNow')
        : t('time.ago', { age: formatAge(t, age) })}
    </time>
  );
}
