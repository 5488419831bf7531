import { parseEntityRef } from '@backstage/catalog-model';
import {
  Coverage,
  SeverityLevel,
  Workload,
} from 'backstage-plugin-irsa-common';
import { STATIC_STATUSES } from '../inventory/statuses';

const LEVELS: SeverityLevel[] = ['none', 'low', 'medium', 'high', 'critical'];

/** What is known of the workloads of one entity. */
export type IrsaFacts = {
  /** Workloads that get a static AWS key. */
  staticKeys: number;
  /** Workloads that could not be read: they are in no other number. */
  notRead: number;
  /** False while a cluster or an account could not be read: then no number is a proof that there is nothing. */
  isAllRead: boolean;
  /** Workloads that are on their role while the old key is watched, or off. */
  soaking: number;
  /** Age of the oldest key in days; 0 where there is none or its age is not known. */
  oldestKeyDays: number;
  /** The worst of its workloads: `none`, `low`, `medium`, `high` or `critical`. */
  severity: SeverityLevel;
};

/** Facts by entity; entities without a workload that has a key or a role have none. Pure. */
export function factsOf(
  workloads: readonly Workload[],
  coverage: Pick<Coverage, 'clusters' | 'accounts'>,
): { entity: ReturnType<typeof parseEntityRef>; facts: IrsaFacts }[] {
  const byEntity = new Map<string, Workload[]>();
  for (const workload of workloads) {
    if (workload.entityRef) {
      const others = byEntity.get(workload.entityRef) ?? [];
      byEntity.set(workload.entityRef, [...others, workload]);
    }
  }
  const isAllRead = [...coverage.clusters, ...coverage.accounts].every(
    ({ state }) => state === 'ok',
  );
  return [...byEntity].map(([ref, own]) => {
    const count = (...statuses: Workload['status'][]) =>
      own.filter(({ status }) => statuses.includes(status)).length;
    const given = own.filter(({ status }) => STATIC_STATUSES.includes(status));
    const levels = given.map(({ severity }) =>
      LEVELS.indexOf(severity?.level ?? 'none'),
    );
    return {
      entity: parseEntityRef(ref),
      facts: {
        staticKeys: given.length,
        notRead: count('unknown'),
        isAllRead,
        soaking: count('soaking', 'keyOff'),
        oldestKeyDays: Math.max(
          0,
          ...given.flatMap(({ keys }) => keys.map(key => key.ageDays ?? 0)),
        ),
        severity: LEVELS[Math.max(0, ...levels)],
      },
    };
  });
}
