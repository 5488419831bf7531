import { useT } from '../../../hooks';
import { ColumnName } from './columnChoice';

/** What the columns are called. */
export function useColumnLabels(): Record<ColumnName, string> {
  const t = useT();
  return {
    status: t('services.table.status'),
    migration: t('services.table.migration'),
    severity: t('services.table.severity'),
    keyAge: t('services.table.keyAge'),
    keyLastUsed: t('services.table.lastUsed'),
    owner: t('services.table.owner'),
    entity: t('services.table.entity'),
    serviceAccount: t('services.table.serviceAccount'),
    action: t('services.table.action'),
  };
}
