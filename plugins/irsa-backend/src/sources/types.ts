import {
  SourcePlace,
  WorkloadRef,
  WorkloadSource,
} from 'backstage-plugin-irsa-common';

/** A JSON object from the Kubernetes API. */
export type Json = Record<string, unknown>;

/** Kinds that say where workloads come from. */
export const SOURCE_KINDS = [
  'Application.argoproj.io',
  'ApplicationSet.argoproj.io',
  'Kustomization.kustomize.toolkit.fluxcd.io',
  'HelmRelease.helm.toolkit.fluxcd.io',
  'GitRepository.source.toolkit.fluxcd.io',
  'OCIRepository.source.toolkit.fluxcd.io',
  'Bucket.source.toolkit.fluxcd.io',
  'HelmRepository.source.toolkit.fluxcd.io',
  'HelmChart.source.toolkit.fluxcd.io',
  'ExternalArtifact.source.toolkit.fluxcd.io',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What has to be read to know more. */
export type Lookup =
  | {
      what: 'objects';
      cluster: string;
      kind: SourceKind;
      /** All namespaces when absent. */
      namespace?: string;
      name: string;
    }
  /** Of what is no source itself: only labels, annotations and owners, which tell who keeps it. */
  | {
      what: 'marks';
      cluster: string;
      kind: 'ConfigMap' | 'Secret';
      namespace: string;
      name: string;
    }
  | { what: 'release'; cluster: string; namespace: string; name: string };

/** What is known of a Helm release. No value of its chart is part of it. */
export interface ReleaseFacts {
  chart: string;
  version: string;
  /** Addresses that the chart gives as those of its sources. */
  sources: readonly string[];
  /** Paths of the values that a person set, such as `serviceAccount.annotations`. */
  valueNames: readonly string[];
}

/** What a lookup found. */
export type Answer =
  | { state: 'found'; objects: readonly Json[] }
  | { state: 'release'; release: ReleaseFacts }
  /** It is not there, or the cluster does not have the kind. */
  | { state: 'absent' }
  /** Whether it is there is not known. `why` names the right that is missing, or what happened. */
  | { state: 'notRead'; why: string };

/** The answer of a lookup; undefined until it was made. */
export type Look = (lookup: Lookup) => Answer | undefined;

/** A cluster as settings and objects of Argo CD name it. */
export interface KnownCluster {
  name: string;
  /** URL of its API server. */
  server?: string;
}

/** From where the search begins. */
export interface Start {
  workload: WorkloadRef;
  metadata: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  /** All that the portal knows: Argo CD may run in another cluster than the workload. */
  clusters: readonly KnownCluster[];
  /** What the catalog says of the repository of the service; absent when no entity is linked. */
  catalog?: { entityRef: string } & (
    | { url: string }
    | { url?: undefined; reason: string }
  );
}

/** An object whose place is looked for: a workload, or the Application that makes it. */
export interface Subject {
  cluster: string;
  /** Of the API; empty for the core group. */
  group: string;
  kind: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  owners: readonly { kind?: string; name?: string; controller?: boolean }[];
}

/** What one way of keeping says of an object. */
export interface Home {
  keeper?: string;
  confidence: 'certain' | 'likely' | 'hint';
  places: SourcePlace[];
  evidence: string[];
  obstacles?: WorkloadSource['obstacles'];
}
