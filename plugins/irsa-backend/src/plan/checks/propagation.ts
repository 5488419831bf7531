import { answer, PlanCheck } from './PlanCheck';

/** IAM is eventually consistent: a new role is known to STS within seconds, sometimes within a minute. */
export const propagation: PlanCheck = ({ role }) =>
  answer('propagation', 'F15', {
    state: 'passed',
    message: role
      ? 'The role is there already; the migration still proves it three times in a row before it touches the workload.'
      : 'A new role takes up to a minute to be known everywhere. The migration proves it three times in a row, with patience, before it touches the workload.',
    evidence: 'The steps of the migration.',
  });
