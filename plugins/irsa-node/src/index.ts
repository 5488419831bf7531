/**
 * What the portal's backend and the command line share: finding static credentials in clusters and manifests.
 *
 * @packageDocumentation
 */
export { accessKeyFingerprint } from './accessKeyFingerprint';
export { keyIdentity } from './audit/values/keyIdentity';
export { findAccessKeyId, isAccessKeyId } from './detect/accessKeyId';
export { detectManager } from './detect/detectManager';
export type { ManagedMetadata } from './detect/detectManager';
export * from './detect/types';
export * from './audit/types';
export { podTemplatesOf } from './audit/objects/podTemplates';
export type { PodTemplate } from './audit/objects/PodTemplate';
export { uniqueKeys } from './audit/values/keyIdentity';
export { lookUpName } from './detect/credentialCatalogue';
export { isOfOtherType } from './detect/otherSecrets';
export * from './detect/tellingNames';
export { isMailName } from './audit/values/mail';
export { copyAnnotationsOf } from './detect/copies';
export { variablesReadIn } from './detect/variableReads';
export {
  bothMarks,
  CLASS_LABEL,
  classOf,
  marksOf,
} from './audit/objects/marks';
export { givenByClass } from './audit/objects/givenByClass';
export { auditObject } from './audit/auditObject';
export { auditObjects, auditWithReferences } from './audit/auditObjects';
export { auditStoredObject } from './audit/places/storedObjects';
export { secretKeeperOf } from './detect/toolMarks';
export { secretsMadeBy } from './audit/objects/secretMakers';
export { MadeSecrets, SECRET_MAKER_KINDS } from './audit/objects/MadeSecrets';
export { STORE_KINDS } from './audit/objects/StoresOfSecrets';
export {
  SCALER_KINDS,
  Scalers,
  scalingTargetOf,
} from './audit/objects/Scalers';
export { readData } from './audit/objects/readData';
export { factsOf } from './audit/values/valueFacts';
export type { ValueFacts } from './audit/values/valueFacts';
export type { StoresInText } from './audit/values/storesInText';
export type { CredentialText } from './audit/values/credentialText';
export * from './audit/customResources/customKinds';
export { kindsBySchema } from './audit/customResources/kindsBySchema';
export type { KindsBySchema } from './audit/customResources/kindsBySchema';
export type { Audit, AuditOptions } from './audit/auditObjects';
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
export * from './changes';
export * from './rendering';
export { workloadHealth } from './detect/workloadHealth';
export {
  assessReadiness,
  isReadinessFile,
  ReadinessAssessment,
} from './readiness/assessReadiness';
export { credentialOrder } from './readiness/credentialOrder';
export type { CredentialOrder } from './readiness/credentialOrder';
export * from './readiness/types';
export * from './extensions';
export * from './kubernetes';
