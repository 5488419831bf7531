import { useEffect, useState } from 'react';
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
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField
      label={t('services.filter.search')}
      value={typed}
      onChange={setTyped}
    />
  );
}
