export { patchCode } from './patchCode';
export type { CodeHint, CodePatch, LeftFinding } from './types';
