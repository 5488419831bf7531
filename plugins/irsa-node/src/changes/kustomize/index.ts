export { changeOwnPatches } from './changeOwnPatches';
export { changeKustomized, FAILS_CHANGED } from './changeKustomized';
export type { KustomizedInput, Render } from './changeKustomized';
export {
  isAddress,
  isKustomizationName,
  readKustomization,
  referencesOf,
} from './kustomization';
export type { KustomizationReferences } from './kustomization';
export { kustomizationIn, walkKustomize } from './walkKustomize';
export type { KustomizeTree } from './walkKustomize';
export { writtenName } from './writtenName';
