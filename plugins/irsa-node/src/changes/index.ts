export * from './aws';
export { annotateAccount, changeManifests } from './changeManifests';
export type {
  AccountChange,
  WorkloadChange,
  WorkloadChanges,
} from './changeManifests';
export { changeOverlay, overlayProblem } from './changeOverlay';
export type { OverlayChange } from './changeOverlay';
export * from './code';
export * from './helm';
export * from './kustomize';
export { maskedDiff, secretTextsOf } from './maskedDiff';
export { isDelivery } from './deliveries';
export { objectsIn, proveChange } from './proveChange';
export { planFixes } from './planFixes';
export type { Fix, FixOptions } from './planFixes';
export { credentialVariables, isCredentialKey } from './detach/credentialNames';
export { detachIntent } from './detach/detachIntent';
export { containerField, containersOf, listOf } from './detach/podFields';
export type { ContainerType, Json } from './detach/podFields';
export * from './detach/types';
export * from './removeSecret';
export * from './roleTrust';
export * from './terraform';
export * from './types';
export type { ObjectName } from './yaml/ManifestFile';
export { elementIdentity } from './listChanges';
