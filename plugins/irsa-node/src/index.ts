/**
 * What the portal's backend and the command line share: finding static credentials in what a cluster or a folder of
 * manifests says.
 *
 * @packageDocumentation
 */
export { accessKeyFingerprint } from './accessKeyFingerprint';
export { keyIdentity } from './keyIdentity';
export { findAccessKeyId, isAccessKeyId } from './detect/accessKeyId';
export {
  confirmReference,
  detectCredentials,
} from './detect/detectCredentials';
export type { DetectOptions } from './detect/detectCredentials';
export { detectManager } from './detect/detectManager';
export type { ManagedMetadata } from './detect/detectManager';
export * from './detect/types';
export * from './audit/types';
export { auditObjects } from './audit/auditObjects';
export type { AuditOptions } from './audit/auditObjects';
export { scoreAudit } from './audit/score';
export type { AuditScore, LabelledFinding, Score } from './audit/score';
export { CUSTOM_RESOURCE_RULES } from './audit/customResources/rules';
export {
  CatalogueError,
  readCatalogue,
} from './audit/customResources/readCatalogue';
export type {
  CredentialPlace,
  CustomResourceRule,
  PlacePart,
} from './audit/customResources/types';
export * from './export';
export { workloadHealth } from './detect/workloadHealth';
export { assessReadiness, isReadinessFile } from './readiness/assessReadiness';
export * from './readiness/types';
