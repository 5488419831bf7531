import { memo, useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Button, SearchField, Select } from '@backstage/ui';
import { WorkloadPage } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { FilterValues } from './useWorkloadFilter';
import styles from './Filters.module.css';

const statuses = [
  'static',
  'shadowed',
  'running',
  'soaking',
  'keyOff',
  'keyless',
  'failed',
  'rolledBack',
  'notAws',
  'unknown',
] as const;

const severities = ['critical', 'high', 'medium', 'low', 'none'] as const;
const ageBands = ['lt30', 'd30', 'd90', 'd365', 'd730', 'unknown'] as const;
const locations = [
  'env-literal',
  'env-secretKeyRef',
  'env-configMapKeyRef',
  'envFrom-secret',
  'envFrom-configMap',
  'volume-secret',
  'volume-configMap',
  'volume-projected',
  'args',
  'other',
] as const;

/** Filters that few need; they are shown on demand, so that the list begins higher up. */
const further = [
  'namespace',
  'keyAge',
  'location',
  'accepted',
  'unused',
  'plan',
] as const;

/** Wait after the last keystroke before the list is asked again, ms. */
const TYPING_PAUSE = 300;

/** An owner as the rows name it: `team-a`, and with its namespace where that is not the usual one. */
function ownerName(entityRef: string): string {
  const { namespace, name } = parseEntityRef(entityRef, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

/** Drawn again only when its props change: a fleet may have thousands of namespaces to choose from. */
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
  const [typed, setTyped] = useState(values.q);
  const [isWanted, setIsWanted] = useState(false);
  useEffect(() => setTyped(values.q), [values.q]);
  useEffect(() => {
    if (typed === values.q) {
      return undefined;
    }
    const timer = setTimeout(
      () => onChange({ q: typed }, { replace: true }),
      TYPING_PAUSE,
    );
    return () => clearTimeout(timer);
  }, [typed, values.q, onChange]);

  const select = (
    name: Exclude<keyof FilterValues, 'q'>,
    label: string,
    options: { id: string; label: string }[],
    isLong = false,
  ) => (
    <Select
      label={label}
      placeholder={t('services.filter.all')}
      selectionMode="multiple"
      options={options}
      search={isLong ? { placeholder: t('services.filter.find') } : undefined}
      value={values[name]}
      onChange={keys => onChange({ [name]: [...keys].map(String) })}
    />
  );
  const plain = (items: string[] = []) =>
    items.map(item => ({ id: item, label: item }));
  // What filters the list is never out of sight.
  const isNeeded = further.some(name => values[name].length > 0);
  const isOpen = isWanted || isNeeded;
  const isFiltered = Object.values(values).some(item => item.length > 0);
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
      {select(
        'severity',
        t('services.filter.severity'),
        severities.map(id => ({ id, label: t(`severity.${id}`) })),
      )}
      {select('cluster', t('services.filter.cluster'), plain(facets?.clusters))}
      {select(
        'owner',
        t('services.filter.owner'),
        [
          { id: 'none', label: t('services.filter.noOwner') },
          ...(facets?.owners ?? []).map(id => ({ id, label: ownerName(id) })),
        ],
        true,
      )}
      {isOpen && (
        <>
          {select(
            'namespace',
            t('services.filter.namespace'),
            plain(facets?.namespaces),
            true,
          )}
          {select(
            'keyAge',
            t('services.filter.keyAge'),
            ageBands.map(id => ({ id, label: t(`services.ageBand.${id}`) })),
          )}
          {select(
            'location',
            t('services.filter.location'),
            locations.map(id => ({ id, label: t(`workload.location.${id}`) })),
          )}
          {select('accepted', t('services.filter.accepted'), [
            { id: 'true', label: t('services.filter.acceptedYes') },
            { id: 'false', label: t('services.filter.acceptedNo') },
          ])}
          {select('unused', t('services.filter.keyUse'), [
            { id: 'true', label: t('services.filter.unusedYes') },
            { id: 'false', label: t('services.filter.unusedNo') },
          ])}
          {select('plan', t('services.filter.plan'), [
            { id: 'ready', label: t('services.filter.planReady') },
            { id: 'blocked', label: t('services.filter.planBlocked') },
            { id: 'none', label: t('services.filter.planNone') },
          ])}
        </>
      )}
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
