import { components } from './generated/types';

type Schemas = components['schemas'];

/** One thing that a migrated workload rests on, as it was read. @public */
export type FootingFact = Schemas['FootingFact'];

/** @public */
export type Summary = Schemas['Summary'];
/** @public */
export type Coverage = Schemas['Coverage'];
/** @public */
export type ClusterCoverage = Schemas['ClusterCoverage'];
/** @public */
export type AccountCoverage = Schemas['AccountCoverage'];
/** @public */
export type SetUp = Schemas['SetUp'];
/** @public */
export type SetUpProblem = Schemas['SetUpProblem'];
/** @public */
export type ClusterSource = Schemas['ClusterSource'];
/** @public */
export type SetUpRights = Schemas['SetUpRights'];
/** @public */
export type AccountRights = Schemas['AccountRights'];
/** @public */
export type RightState = Schemas['RightState'];
/** @public */
export type Workload = Schemas['Workload'];
/** @public */
export type SharedKey = Schemas['SharedKey'];
/** @public */
export type KeyHolder = Schemas['KeyHolder'];
/** @public */
export type WorkloadRef = Schemas['WorkloadRef'];
/** @public */
export type WorkloadStatus = Schemas['WorkloadStatus'];
/** @public */
export type WorkloadPage = Schemas['WorkloadPage'];
/** @public */
export type CredentialReference = Schemas['CredentialReference'];
/** @public */
export type ReferenceLocation = Schemas['ReferenceLocation'];
/** @public */
export type ReferenceVerdict = Schemas['ReferenceVerdict'];
/** @public */
export type KeyIdentity = Schemas['KeyIdentity'];
/** @public */
export type AccessKey = Schemas['AccessKey'];
/** @public */
export type BlastRadius = Schemas['BlastRadius'];
/** @public */
export type PrivilegeLevel = Schemas['PrivilegeLevel'];
/** @public */
export type Severity = Schemas['Severity'];
/** @public */
export type SeverityLevel = Schemas['SeverityLevel'];
/** @public */
export type AcceptedRisk = Schemas['AcceptedRisk'];
/** @public */
export type RiskState = Schemas['RiskState'];
/** @public */
export type AgeBand = Schemas['AgeBand'];
/** @public */
export type HeatMap = Schemas['HeatMap'];
export type Trends = Schemas['Trends'];
export type TrendDay = Schemas['TrendDay'];
/** @public */
export type Remedy = Schemas['Remedy'];
/** @public */
export type Readiness = Schemas['Readiness'];
/**
 * Which SDK a service uses, as somebody said.
 *
 * @public
 */
export type SdkAnswer = Schemas['SdkAnswer'];
/** @public */
export type Manager = Schemas['Manager'];
/** @public */
export type Plan = Schemas['Plan'];
/** @public */
/** @public */
export type PlanVerdict = Schemas['PlanVerdict'];
/** @public */
export type PlanRequest = Schemas['PlanRequest'];
/** @public */
export type Sentence = Schemas['Sentence'];
/** @public */
export type Check = Schemas['Check'];
/** @public */
export type Diff = Schemas['Diff'];
/** @public */
export type Drift = Schemas['Drift'];
/** @public */
export type Migration = Schemas['Migration'];
/** @public */
export type MigrationRequest = Schemas['MigrationRequest'];
/** @public */
export type MigrationStatus = Schemas['MigrationStatus'];
/** @public */
export type MigrationStep = Schemas['MigrationStep'];
/** @public */
export type MigrationTarget = Schemas['MigrationTarget'];
/** @public */
export type MigrationEvent = Schemas['MigrationEvent'];
/** @public */
export type Proof = Schemas['Proof'];
export type ObjectAfterRollback = Schemas['ObjectAfterRollback'];
/** @public */
export type KeyCallers = Schemas['KeyCallers'];
/** @public */
export type TrailCaller = Schemas['TrailCaller'];
/** @public */
export type TrailRegion = Schemas['TrailRegion'];
/** @public */
export type UsedServices = Schemas['UsedServices'];
/** @public */
export type UsedService = Schemas['UsedService'];
/** @public */
export type UsedCalls = Schemas['UsedCalls'];
/** @public */
export type UsedCall = Schemas['UsedCall'];
/** @public */
export type UsedCallSide = Schemas['UsedCallSide'];
/** @public */
export type Preview = Schemas['Preview'];
/** @public */
export type WorkloadSource = Schemas['WorkloadSource'];
/** @public */
export type PlanDelivery = Schemas['PlanDelivery'];
/** @public */
export type AwsForm = Schemas['AwsForm'];
/** @public */
export type AwsCode = Schemas['AwsCode'];
export type AwsHalf = Schemas['AwsHalf'];
export type AwsHalfDifference = Schemas['AwsHalfDifference'];
/** @public */
export type WaitingFor = Schemas['WaitingFor'];
/** @public */
export type ChangeRequest = Schemas['ChangeRequest'];
/** @public */
export type CodeRequest = Schemas['CodeRequest'];
/** @public */
export type CodeDifference = Schemas['CodeDifference'];
/** @public */
export type CodeRefusal = Schemas['CodeRefusal'];
/** @public */
export type SourcePlace = Schemas['SourcePlace'];
/** @public */
export type PreviewRequest = Schemas['PreviewRequest'];
/** @public */
export type PreviewMethod = Schemas['PreviewMethod'];
/** @public */
export type PreviewLink = Schemas['PreviewLink'];
/** @public */
export type PreviewSide = Schemas['PreviewSide'];
/** @public */
export type Probe = Schemas['Probe'];
/** @public */
export type Role = Schemas['Role'];
/** @public */
export type TrustFinding = Schemas['TrustFinding'];

/**
 * The id of a workload: `cluster/namespace/kind/name`.
 *
 * @public
 */
export function workloadId(ref: WorkloadRef): string {
  return [ref.cluster, ref.namespace, ref.kind, ref.name].join('/');
}

/**
 * The kind without its API group: `ClusterIssuer` for `ClusterIssuer.cert-manager.io`. Only kinds of custom resources
 * carry their group.
 *
 * @public
 */
export function kindName(kind: string): string {
  return kind.split('.')[0];
}
/** @public */
export type ReviewState = Schemas['ReviewState'];
/** @public */
export type RoleReviewSummary = Schemas['RoleReviewSummary'];
/** @public */
export type TrustChange = Schemas['TrustChange'];
/** @public */
export type RoleChangeRequest = Schemas['RoleChangeRequest'];
/** @public */
export type ReachableRole = Schemas['ReachableRole'];
/** @public */
export type RoleReview = Schemas['RoleReview'];
/** @public */
export type SignOff = Schemas['SignOff'];
/** @public */
export type SignOffDifference = Schemas['SignOffDifference'];
/** @public */
export type AcceptedFindingState = Schemas['AcceptedFindingState'];
/** @public */
export type AcceptedFinding = Schemas['AcceptedFinding'];
