import {
  AwsHalf,
  CodeRequest,
  PlanRequest,
  Readiness,
  Workload,
} from 'backstage-plugin-irsa-common';
import { Association } from '../../clusters/EksPodIdentities';
import { IamSnapshot } from '../../accounts/types';
import { IdentityPolicies } from './identity/readIdentityPolicies';
import { MeshSettings } from './mesh';
import { ClusterAccess } from './readClusterAccess';
import { Json, WorkloadObject } from './podTemplate';
import { PodIdentityAgent } from './readAgent';
import { AssociationRights } from './readAssociationRights';
import { FirstRoleRead } from './readFirstRole';
import { ResourcePolicies } from './resourcePolicies';
import { Surroundings } from './surroundings';
import { TextFacts } from './textFacts';

/** Facts about a Secret or ConfigMap, without its values. */
export interface ObjectFacts {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  exists: boolean;
  /** Names of its data keys; absent when they are not known. */
  keys?: string[];
  /** Facts of values that say something, by data key; absent when the object was not read. */
  texts?: Readonly<Record<string, TextFacts>>;
  /** Its data cannot be changed; absent when it was not read. */
  isImmutable?: boolean;
  /** It holds the key, or gives a container all of its variables: what the plan changes depends on it. */
  isDetached: boolean;
  /** The tool that would create it again: an owner, GitOps, Helm. */
  manager?: string;
  /** Other workloads that refer to it, `Kind/name`. */
  otherUsers: string[];
}

/** One action that the portal needs to take on the cluster. */
export interface Right {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  allowed: boolean;
}

/** Everything that a plan depends on, read at one moment. It contains no secret value. */
export interface World {
  request: PlanRequest;
  workload: Workload;
  /** What its source says; absent when nobody looked. */
  code?: Readiness;
  /** The change request of its source, as its host says; absent when nobody looked, or none was ever opened. */
  codeRequest?: CodeRequest;
  object: WorkloadObject;
  namespaceLabels: Record<string, string>;
  /** Those of kube2iam, kiam, Linkerd and collectors only. */
  namespaceAnnotations?: Record<string, string>;
  serviceAccount: {
    name: string;
    object?: Json;
    /** Whoever else runs as it, or would start as it, as `Kind/name`. */
    otherUsers: string[];
    /** Kinds that could not be listed and may use it too. */
    unknownUsers: readonly string[];
    /** Names of (Cluster)RoleBindings; absent when they could not be read. */
    bindings?: string[];
  };
  /** The workload's own ServiceAccount, if one of that name exists already. */
  ownServiceAccount: { name: string; object?: Json; users: string[] };
  objects: ObjectFacts[];
  surroundings: Surroundings;
  /** Policies that tell the new ServiceAccount from the present one; absent when the plan keeps that. */
  identityPolicies?: IdentityPolicies;
  /** What holds for the whole mesh of the Pods; absent without one of Istio. */
  mesh?: MeshSettings;
  webhook: {
    state: 'present' | 'optedOut' | 'absent' | 'notReadable';
    name?: string;
    detail: string;
  };
  rights: Right[] | undefined;
  cluster: {
    name: string;
    issuer: string;
    /** Set when the issuer is from the settings. */
    setIssuer?: {
      /** The setting, for people: `irsa.clusters[0].issuer`. */
      key: string;
      /** What the cluster's own discovery document says; absent when it could not be read. */
      discovered?: string;
    };
    audience: string;
    region: string;
    /** Major and minor version, such as `1.31`; absent when it could not be read. */
    version?: string;
    principal?: string;
    /** ServiceAccounts of the namespace with a Pod Identity association; absent when EKS cannot be asked. */
    podIdentities?: readonly string[];
    /** The cluster in EKS; absent when its name there is not set. */
    eks?: {
      name: string;
      /** Absent when EKS did not tell. */
      arn?: string;
      /** Whether the portal has credentials for the account of the cluster. */
      isAccountKnown?: boolean;
      /** How the settings of the cluster want roles to be given. */
      identity?: 'irsa' | 'podIdentity';
    };
  };
  /** Set when the plan gives the role by EKS Pod Identity. */
  podIdentity?: {
    /** Of the planned ServiceAccount; absent when there is none. */
    association?: Association;
    agent: PodIdentityAgent;
    rights: AssociationRights;
    /** What is there of the first role, in the cluster's account; absent when the role is in that account itself. */
    first?: FirstRoleRead;
  };
  account: {
    /** Empty when it is not known. */
    id: string;
    /** Set when the portal does not know the account, so that nothing of it was read; the lists of the snapshot are empty then. */
    notConnected?: {
      /** Of the key that it is about; absent when no key is known. */
      keyLast4?: string;
      /** The setting that names the account of the cluster, for people: `irsa.clusters[0].accountId`. */
      setting: string;
    };
    /** `aws` when the account was not read. */
    partition: string;
    snapshot: IamSnapshot;
    /** What policies of resources say about the user of the key; absent without a user. */
    resources?: ResourcePolicies;
    /** Whether the cluster lets the user of the key in by name; absent without a user. */
    clusterAccess?: ClusterAccess;
    /** The existing policy with the planned name. */
    policy?: { tags: Record<string, string>; document?: unknown };
    /** The permissions boundary that roles made here get; absent without one, and when it could not be read. */
    boundary?: { document?: unknown };
  };
  settings: {
    rolePath: string;
    roleNamePrefix: string;
    boundaryArn?: string;
    maxSessionDuration: number;
    soakMs: number;
    /** What a migration adds to the workload's own deadline for a roll out. */
    rolloutTimeoutMs?: number;
    /** Whether one Pod is tried before the others, where it can be. */
    canary?: boolean;
    /** Who makes role, policy and provider in this account, and the setting that says so; absent when none does. */
    awsHalf?: { madeBy: AwsHalf['madeBy']; key: string };
  };
}

/** The tag of everything that this plugin made. */
export const managedByTag = { key: 'managed-by', value: 'backstage-irsa' };

/** Annotation by which the pod identity webhook finds the role. */
export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** Annotations of kube2iam and kiam begin so. */
export const PROXY_ANNOTATIONS = 'iam.amazonaws.com/';

/** Annotations of Linkerd that a namespace gives to its Pods: https://linkerd.io/2/reference/proxy-configuration/ */
export const LINKERD_ANNOTATIONS = [
  'linkerd.io/inject',
  'config.linkerd.io/proxy-await',
];

/** A Pod or namespace with it gets a collector of OpenTelemetry beside its containers. */
export const COLLECTOR_ANNOTATION = 'sidecar.opentelemetry.io/inject';
