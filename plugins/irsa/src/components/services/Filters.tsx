import { useEffect, useState } from 'react';
import { Button, SearchField, Select } from '@backstage/ui';
import { WorkloadPage } from '@internal/plugin-irsa-common';
import { useT } from '../../hooks';
import styles from './Filters.module.css';

const statuses = [
  'static',
  'shadowed',
  'blocked',
  'running',
  'soaking',
  'keyOff',
  'keyless',
  'failed',
  'rolledBack',
  'notAws',
  'unknown',
] as const;

export interface FilterValues {
  q: string;
  status: string[];
  cluster: string[];
  namespace: string[];
  owner: string[];
}

/** Wait after the last keystroke before the list is asked again, ms. */
const typingPause = 300;

export function Filters(props: {
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
  const [typed, setTyped] = useState(values.q);
  useEffect(() => setTyped(values.q), [values.q]);
  useEffect(() => {
    if (typed === values.q) {
      return undefined;
    }
    const timer = setTimeout(
      () => onChange({ q: typed }, { replace: true }),
      typingPause,
    );
    return () => clearTimeout(timer);
  }, [typed, values.q, onChange]);

  const select = (
    name: 'status' | 'cluster' | 'namespace' | 'owner',
    label: string,
    options: { id: string; label: string }[],
  ) => (
    <Select
      label={label}
      placeholder={t('services.filter.all')}
      selectionMode="multiple"
      options={options}
      value={values[name]}
      onChange={keys => onChange({ [name]: [...keys].map(String) })}
    />
  );
  const plain = (items: string[] = []) =>
    items.map(item => ({ id: item, label: item }));
  const isFiltered =
    values.q !== '' ||
    [values.status, values.cluster, values.namespace, values.owner].some(
      item => item.length > 0,
    );
  return (
    <div
      role="search"
      aria-label={t('services.filter.label')}
      className={styles.filters}
    >
      <SearchField
        label={t('services.filter.search')}
        value={typed}
        onChange={setTyped}
      />
      {select(
        'status',
        t('services.filter.status'),
        statuses.map(id => ({ id, label: t(`workloadStatus.${id}`) })),
      )}
      {select('cluster', t('services.filter.cluster'), plain(facets?.clusters))}
      {select(
        'namespace',
        t('services.filter.namespace'),
        plain(facets?.namespaces),
      )}
      {select('owner', t('services.filter.owner'), [
        { id: 'none', label: t('services.filter.noOwner') },
        ...plain(facets?.owners),
      ])}
      {isFiltered && (
        <Button variant="tertiary" onPress={props.onClear}>
          {t('action.clearFilters')}
        </Button>
      )}
    </div>
  );
}
