import { WorkloadPage } from 'backstage-plugin-irsa-common';
import { partsOf, T } from '../../../hooks';
import { FilterValues } from './useWorkloadFilter';

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
  'kept',
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

/** A filter that is chosen from a list. */
export type ListFilter = Exclude<keyof FilterValues, 'q'>;

export interface FilterOption {
  id: string;
  label: string;
}

/** An owner as the rows name it: `team-a`, and with its namespace where that is not the usual one. */
function ownerName(entityRef: string): string {
  const { namespace, name } = partsOf(entityRef);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

const plain = (items: string[] = []) =>
  items.map(item => ({ id: item, label: item }));

/** What can be chosen in each filter. */
export function filterOptions(
  t: T,
  facets?: WorkloadPage['facets'],
): Record<ListFilter, FilterOption[]> {
  return {
    status: statuses.map(id => ({ id, label: t(`workloadStatus.${id}`) })),
    severity: severities.map(id => ({ id, label: t(`severity.${id}`) })),
    cluster: plain(facets?.clusters),
    owner: [
      { id: 'none', label: t('services.filter.noOwner') },
      { id: 'unknown', label: t('services.filter.ownerUnknown') },
      ...(facets?.owners ?? []).map(id => ({ id, label: ownerName(id) })),
    ],
    namespace: plain(facets?.namespaces),
    keyAge: ageBands.map(id => ({ id, label: t(`services.ageBand.${id}`) })),
    location: locations.map(id => ({
      id,
      label: t(`workload.location.${id}`),
    })),
    accepted: [
      { id: 'true', label: t('services.filter.acceptedYes') },
      { id: 'false', label: t('services.filter.acceptedNo') },
    ],
    unused: [
      { id: 'true', label: t('services.filter.unusedYes') },
      { id: 'false', label: t('services.filter.unusedNo') },
    ],
    plan: [
      { id: 'ready', label: t('services.filter.planReady') },
      { id: 'blocked', label: t('services.filter.planBlocked') },
      { id: 'none', label: t('services.filter.planNone') },
    ],
  };
}
