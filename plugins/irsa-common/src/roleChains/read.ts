import { readTrustPolicy, TrustPolicy } from '../trust/readTrustPolicy';
import { ChainRole } from './types';

const read = new WeakMap<ChainRole, { policy: TrustPolicy | undefined }>();

/** Each policy is read once, however many roles ask. Undefined: not understood, so IAM lets nobody in by it. */
export function policyOf(role: ChainRole): TrustPolicy | undefined {
  let known = read.get(role);
  if (!known) {
    known = { policy: readTrustPolicy(role.trust).policy };
    read.set(role, known);
  }
  return known.policy;
}
