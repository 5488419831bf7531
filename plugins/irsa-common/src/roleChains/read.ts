import { readTrustPolicy, TrustPolicy } from '../trust/readTrustPolicy';
import { inTime } from '../trust/time/inTime';
import { ChainRole } from './types';

const read = new WeakMap<ChainRole, { policy: TrustPolicy | undefined }>();

/**
 * The policy as it holds at the time of the role's context. Each is read once, however many roles ask. Undefined: not understood, so IAM
 * lets nobody in by it.
 */
export function policyOf(role: ChainRole): TrustPolicy | undefined {
  let known = read.get(role);
  if (!known) {
    const { policy } = readTrustPolicy(role.trust);
    known = { policy: policy && inTime(policy, role.context).now };
    read.set(role, known);
  }
  return known.policy;
}
