import { PolicyDocument } from './types';

/** Characters beside those that JSON writes as they are. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** How long a value from JSON is as a text without white space around its parts: as `JSON.stringify` writes it, without writing it. */
export function jsonLength(value: unknown): number {
  if (typeof value === 'string') {
    return ESCAPED.test(value)
      ? JSON.stringify(value).length
      : value.length + 2;
  }
  if (Array.isArray(value)) {
    return value.reduce<number>(
      (sum, each) => sum + jsonLength(each),
      // Brackets, and a comma before all but the first.
      Math.max(value.length, 1) + 1,
    );
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value).length;
  }
  let length = 1;
  for (const [name, each] of Object.entries(value)) {
    if (each !== undefined) {
      length += jsonLength(name) + jsonLength(each) + 2;
    }
  }
  return Math.max(length, 2);
}

/** The size of a policy as IAM's quotas count it: in characters without white space. */
export function policySize(document: PolicyDocument | string): number {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  return text.replace(/\s/g, '').length;
}
