import { forward } from './forward';
import { rollback } from './rollback';
import { Way } from './Way';

/** All ways that the test walks, in the order in which a migration takes them. */
export const WAYS: readonly Way[] = [forward, rollback];
