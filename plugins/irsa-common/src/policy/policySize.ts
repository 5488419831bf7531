import { PolicyDocument } from './types';

/** The size of a policy as IAM's quotas count it: in characters without white space. */
export function policySize(document: PolicyDocument | string): number {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  return text.replace(/\s/g, '').length;
}
