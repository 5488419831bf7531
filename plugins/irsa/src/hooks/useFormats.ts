import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/frontend-plugin-api';

/** A time as the backend writes it into its words: ISO 8601 in UTC. */
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** Who did something, as the catalog names people: `user:default/guest`. */
const PERSON = /\buser:[\w.-]+\/([\w.@-]*\w)/g;

/** Ids of what has no namespace have nothing between two slashes: `prod//ClusterIssuer.cert-manager.io/letsencrypt`. */
export function readableIds(words: string): string {
  return words.replace(/(\w)\/\/(?=[A-Z])/g, '$1/');
}

/** Numbers and times in a language; times with their zone. */
function formatsOf(language?: string) {
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  const changes = new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
  });
  const moments = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const moment = (iso: string) => moments.format(new Date(iso));
  return {
    number: (value: number) => numbers.format(value),
    /** @param share - 0 to 1 */
    percent: (share: number) => percents.format(share),
    /** With its sign. */
    change: (value: number) => changes.format(value),
    moment,
    /** Words of the backend, with their times, people and ids written as all others. */
    readable: (words: string) =>
      readableIds(words.replace(INSTANT, moment).replace(PERSON, '$1')),
    date: (iso: string) => dates.format(new Date(iso)),
    time: (iso: string) => times.format(new Date(iso)),
  };
}

/** Formatters are dear to make, and a table has hundreds of cells that want them. */
const made = new Map<string | undefined, ReturnType<typeof formatsOf>>();

/** Numbers and times in the language of the portal, the same for all who ask; times with their zone. */
export function useFormats() {
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  const formats = made.get(language) ?? formatsOf(language);
  made.set(language, formats);
  return formats;
}
