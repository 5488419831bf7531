import { PodTrouble } from '../kubernetes/rollout';

/** What became of a canary, in words that follow a colon or its name. */
export type CanaryVerdict =
  | { proven: string }
  /** Nothing is known of the role: the change goes on without. */
  | { notProven: string }
  | { failed: PodTrouble | string };
