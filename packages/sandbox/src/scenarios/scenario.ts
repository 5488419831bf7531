import { ImageTable } from '../programs/images';

/** A scenario as read from its folder. It is checked, and its placeholders are not replaced yet. */
export interface Scenario {
  name: string;
  description: string;
  /** Default region of accounts and clusters. */
  region: string;
  accounts: ScenarioAccount[];
  clusters: ScenarioCluster[];
  /** Name of the cluster that the kubeconfig starts with. */
  currentContext: string;
  images: ImageTable;
  /** Whether the portal gets its own IAM users and ServiceAccounts. */
  portalIdentity: boolean;
  catalog: CatalogFile[];
  /** Repositories of the sandbox's Git host; without any there is no host. */
  repositories: ScenarioRepository[];
}

/** The files below `repositories/OWNER/NAME`. */
export interface ScenarioRepository {
  owner: string;
  name: string;
  /** Text by path. */
  files: Record<string, string>;
}

export interface ScenarioCluster {
  name: string;
  region: string;
  /** Account the cluster runs in. */
  account: string;
  /** Last part of its issuer URL, as in EKS: 32 hexadecimal digits. */
  issuerId: string;
  /** Answers every request with 401, as if its credentials had been revoked. */
  unauthorized: boolean;
  manifests: Manifest[];
}

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

export interface CatalogFile {
  /** Name of the file, for example `teams.yaml`. */
  name: string;
  text: string;
}

export type PolicyJson = Record<string, unknown>;

/** `accounts/<id>.json`. Ages are relative, so that a scenario never gets older. */
export interface ScenarioAccount {
  id: string;
  alias?: string;
  buckets?: ScenarioBucket[];
  policies?: {
    name: string;
    path?: string;
    document: PolicyJson;
    createdDaysAgo?: number;
  }[];
  groups?: (ScenarioPolicies & { name: string; path?: string })[];
  users?: ScenarioUser[];
  roles?: ScenarioRole[];
  /** OpenID Connect providers. */
  providers?: { url: string; clientIds: string[]; createdDaysAgo?: number }[];
}

export interface ScenarioPolicies {
  inlinePolicies?: Record<string, PolicyJson>;
  /** Names of policies of this account, or ARNs. */
  attachedPolicies?: string[];
}

export interface ScenarioUser extends ScenarioPolicies {
  name: string;
  path?: string;
  createdDaysAgo?: number;
  tags?: Record<string, string>;
  /** Names of groups of this account. */
  groups?: string[];
  /** The first is `#1` in placeholders. */
  accessKeys?: ScenarioAccessKey[];
}

export interface ScenarioAccessKey {
  createdDaysAgo?: number;
  status?: 'Active' | 'Inactive';
  /** Never used when absent. */
  lastUsedMinutesAgo?: number;
  lastUsedService?: string;
  lastUsedRegion?: string;
}

export interface ScenarioRole extends ScenarioPolicies {
  name: string;
  path?: string;
  createdDaysAgo?: number;
  trustPolicy: PolicyJson;
  tags?: Record<string, string>;
}

export interface ScenarioBucket {
  name: string;
  region?: string;
  /** Small text objects by key. Files under `objects/<bucket>/` are added to them. */
  objects?: Record<string, string | Buffer>;
}

/** Issuer of a cluster, without `https://`, as in trust policies and provider ARNs. */
export function issuerOf(cluster: {
  region: string;
  issuerId: string;
}): string {
  return `oidc.eks.${cluster.region}.amazonaws.com/id/${cluster.issuerId}`;
}
