import { PolicyDocument } from './types';

/** Characters that count towards IAM's quotas: white space is left out. */
export function policySize(document: PolicyDocument | string): number {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  return text.replace(/\s/g, '').length;
}
