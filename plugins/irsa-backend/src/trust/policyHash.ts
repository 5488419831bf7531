import { createHash } from 'node:crypto';
import {
  canonicalPolicy,
  parsePolicyDocument,
} from 'backstage-plugin-irsa-common';

/** A stable hash of a trust policy: order, repetition and lists of one do not change it. 64 hex digits. */
export function policyHash(policy: unknown): string {
  return sha256(canonicalText(policy));
}

/** What is hashed, so that others can compute the hash too. */
export function canonicalText(policy: unknown): string {
  const { document } = parsePolicyDocument(policy, 'trust');
  return document ? canonicalPolicy(document) : JSON.stringify(policy);
}

/** 64 hex digits. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
