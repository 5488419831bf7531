import { memo, useCallback, useMemo, useState } from 'react';
import { Button } from '@backstage/ui';
import { WorkloadPage } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { filterOptions, ListFilter } from './filterOptions';
import { FilterSelect } from './FilterSelect';
import { SearchBox } from './SearchBox';
import { FilterValues } from './useWorkloadFilter';
import styles from './Filters.module.css';

const usual = ['status', 'severity', 'cluster', 'owner'] as const;

/** Filters that few need; they are shown on demand, so that the list begins higher up. */
const further = [
  'namespace',
  'keyAge',
  'location',
  'accepted',
  'unused',
  'plan',
] as const;

/** Those whose options are found by typing. */
const long: ListFilter[] = ['owner', 'namespace'];

export const Filters = memo(function FilterFields(props: {
  values: FilterValues;
  facets?: WorkloadPage['facets'];
  onChange: (
    values: Partial<FilterValues>,
    options?: { replace?: boolean },
  ) => void;
  onClear: () => void;
}) {
  const t = useT();
  const { values, facets, onChange } = props;
  const [isWanted, setIsWanted] = useState(false);
  const options = useMemo(() => filterOptions(t, facets), [t, facets]);
  const search = useCallback(
    (q: string) => onChange({ q }, { replace: true }),
    [onChange],
  );
  const labels: Record<ListFilter, string> = {
    status: t('services.filter.status'),
    severity: t('services.filter.severity'),
    cluster: t('services.filter.cluster'),
    owner: t('services.filter.owner'),
    namespace: t('services.filter.namespace'),
    keyAge: t('services.filter.keyAge'),
    location: t('services.filter.location'),
    accepted: t('services.filter.accepted'),
    unused: t('services.filter.keyUse'),
    plan: t('services.filter.plan'),
  };
  // What filters the list is never out of sight.
  const isNeeded = further.some(name => values[name].length > 0);
  const isOpen = isWanted || isNeeded;
  const isFiltered = Object.values(values).some(item => item.length > 0);
  const shown: ListFilter[] = isOpen ? [...usual, ...further] : [...usual];
  return (
    <div
      role="search"
      aria-label={t('services.filter.label')}
      className={styles.filters}
    >
      <SearchBox value={values.q} onChange={search} />
      {shown.map(name => (
        <FilterSelect
          key={name}
          name={name}
          label={labels[name]}
          options={options[name]}
          value={values[name]}
          isLong={long.includes(name)}
          onChange={onChange}
        />
      ))}
      <Button
        variant="tertiary"
        aria-expanded={isOpen}
        isDisabled={isNeeded}
        onPress={() => setIsWanted(!isOpen)}
      >
        {isOpen ? t('services.filter.fewer') : t('services.filter.more')}
      </Button>
      {isFiltered && (
        <Button variant="tertiary" onPress={props.onClear}>
          {t('action.clearFilters')}
        </Button>
      )}
    </div>
  );
});
