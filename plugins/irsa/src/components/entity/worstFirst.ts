import { Workload } from 'backstage-plugin-irsa-common';

/** What needs somebody most comes first; what nobody could look at comes before what is known to be well. */
const order: Workload['status'][] = [
  'failed',
  'static',
  'shadowed',
  'unknown',
  'rolledBack',
  'running',
  'soaking',
  'keyOff',
  'kept',
  'notAws',
  'keyless',
];

/** For sorting: by status, then by severity, and what somebody answers for after what nobody does. */
export function worstFirst(a: Workload, b: Workload): number {
  return (
    order.indexOf(a.status) - order.indexOf(b.status) ||
    Number(Boolean(a.acceptedRisk)) - Number(Boolean(b.acceptedRisk)) ||
    (b.severity?.score ?? 0) - (a.severity?.score ?? 0)
  );
}
