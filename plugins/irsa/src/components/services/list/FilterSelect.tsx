import { memo, useEffect, useState } from 'react';
import { Select } from '@backstage/ui';
import { useT } from '../../../hooks';
import { FilterOption, ListFilter } from './filterOptions';
import { FilterValues } from './useWorkloadFilter';

/** Drawn again only when something of it changes: a fleet may have thousands of namespaces to choose from. */
export const FilterSelect = memo(function OneFilter(props: {
  name: ListFilter;
  label: string;
  options: FilterOption[];
  value: string[];
  /** With a field to find an option in. */
  isLong?: boolean;
  onChange: (values: Partial<FilterValues>) => void;
}) {
  const t = useT();
  const { name, isLong, value, onChange, ...rest } = props;
  // Shown at once; the list follows.
  const [chosen, setChosen] = useState(value);
  useEffect(() => setChosen(value), [value]);
  return (
    <Select
      {...rest}
      value={chosen}
      placeholder={t('services.filter.all')}
      selectionMode="multiple"
      search={isLong ? { placeholder: t('services.filter.find') } : undefined}
      onChange={keys => {
        const next = [...keys].map(String);
        setChosen(next);
        onChange({ [name]: next });
      }}
    />
  );
});
