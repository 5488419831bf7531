import { useEffect, useRef, useState } from 'react';
import { SearchField } from '@backstage/ui';
import { useT } from '../../../hooks';

/** Wait after the last keystroke before the list is asked again, ms. */
const TYPING_PAUSE = 300;

/** What is typed is kept here until nothing more is typed, so that a letter draws nothing else. */
export function SearchBox(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useT();
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  // The page may be drawn with what was sent only after more was typed, which must not be lost then.
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      sent.current = typed;
      onChange(typed);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <SearchField
      label={t('services.filter.search')}
      value={typed}
      onChange={setTyped}
    />
  );
}
