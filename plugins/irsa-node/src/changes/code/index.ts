export { doneInWords } from './doneInWords';
export { patchCode, patchSteps } from './patchCode';
export { isForeignFolder, isSourceText } from './sourceText';
export type { CodeHint, CodePatch, LeftFinding } from './types';
