import { Workload } from 'backstage-plugin-irsa-common';
import { hasPlans, isPlannable } from '../workloadWords';

/** What the portal has seen, whoever did it. */
export interface Seen {
  plans: number;
  migrations: number;
  previews: number;
}

export interface FirstStep {
  id: 'plan' | 'migrate' | 'preview';
  state: 'done' | 'next' | 'later';
}

/** The three steps, and which is next. Whoever has migrated has seen a plan. Pure. */
export function firstSteps({ plans, migrations, previews }: Seen): FirstStep[] {
  const isDone = {
    plan: plans + migrations > 0,
    migrate: migrations > 0,
    preview: previews > 0,
  };
  const ids = ['plan', 'migrate', 'preview'] as const;
  const next = ids.find(id => !isDone[id]);
  return ids.map(id => {
    if (isDone[id]) {
      return { id, state: 'done' };
    }
    return { id, state: id === next ? 'next' : 'later' };
  });
}

/** A service to begin with: one that can be planned, and whose last plan was not blocked. Pure. */
export function firstService(workloads: Workload[]): Workload | undefined {
  return workloads
    .filter(workload => isPlannable(workload) && hasPlans(workload))
    .find(({ lastPlan }) => lastPlan?.status !== 'blocked');
}
