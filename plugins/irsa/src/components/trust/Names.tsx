import { useT } from '../../hooks';

/** Names beyond this number are counted, not shown. */
const SHOWN = 50;

/** Names of those who get in, or nothing where there are none. */
export function Names({ names }: { names: string[] }) {
  const t = useT();
  if (names.length === 0) {
    return null;
  }
  return (
    <ul>
      {names.slice(0, SHOWN).map(name => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
      {names.length > SHOWN && (
        <li>{t('trust.more', { count: names.length - SHOWN })}</li>
      )}
    </ul>
  );
}
