import type {
  CredentialReference,
  ReferenceLocation,
  ReferenceVerdict,
  Remedy,
} from 'backstage-plugin-irsa-common';
import { CataloguedName } from '../detect/credentialCatalogue';
import { ObjectKind } from '../detect/types';
import type { ValueFacts } from './values/valueFacts';

/**
 * How a credential reaches the workload. These words are in the output of `irsa-audit` and in the exports. `args`:
 * command, arguments, lifecycle hooks and probes. `other`: CSI volumes, annotations, custom resources, and Secrets and
 * ConfigMaps without a known user.
 */
export type AuditLocation = ReferenceLocation;

/**
 * The verdict of a finding. `static-aws`: a key of an AWS account, either seen or under a name that only AWS uses with
 * no sign of another store. `s3-compatible`: the key of another store, by its endpoint, its name or the form of its id.
 * `irsa-shadowed`: as `static-aws`, in a workload that also has a role through IRSA or Pod Identity, which most SDKs
 * then ignore. `uncertain`: the names are used for AWS and for other stores, and nothing else decides. An endpoint
 * outside of AWS decides before the form of the id.
 */
export type AuditVerdict = ReferenceVerdict;

/**
 * What was read for a finding: 0 only the workload or resource, 1 also names of data keys, 2 also the form of the
 * values. A key written into the workload itself is level 0.
 */
export type ReadLevel = 0 | 1 | 2;

/** An EKS Pod Identity association. */
export interface PodIdentityAssociation {
  namespace: string;
  serviceAccount: string;
}

/** Data keys of a Secret or ConfigMap, with facts of their values. */
export type ObjectData = ReadonlyMap<string, ValueFacts | undefined>;

/** A variable of a workload that a scaler takes a part of an AWS key from. */
export interface ScaledVariable {
  name: string;
  /** Absent: the first one. */
  container?: string;
  known: CataloguedName;
}

/** What an audit asks about other objects of the cluster or of the manifests. */
export interface AuditWorld {
  /** `undefined` when the object, or the names of its keys, are not known. */
  dataOf(
    kind: ObjectKind,
    /** `undefined` when the reference has no namespace. */
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined;
  /** Whether the object is known not to exist. False when it may only not be read. */
  isAbsent?(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean;
  /**
   * Whether manifests leave the object out. That proves nothing, but an optional reference beside a role then is one that
   * is not used.
   */
  isLeftOut?(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean;
  /** Whether a resource will make the Secret, and does not say all names of its keys. */
  isMadeUnseen?(namespace: string | undefined, name: string): boolean;
  /** Labels and owners that tell whose key is in the object, if it is known and has some. */
  marksOf?(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): Marks | undefined;
  /** The namespaces with an object of this name, for a reference without one; sorted, empty when none is known. */
  namespacesOf(kind: ObjectKind, name: string): readonly string[];
  /**
   * Secrets that a class of Stackable's secret operator gives to what is in a namespace, by their label: those of the
   * namespace, else those of the one that the class may name. Sorted.
   */
  secretsOfClass?(
    namespace: string | undefined,
    name: string,
  ): readonly { namespace: string; name: string }[];
  /** The role in the annotation of a ServiceAccount. */
  roleArnOf(namespace: string | undefined, name: string): string | undefined;
  /** Whether a ServiceAccount has an EKS Pod Identity association. */
  isAssociated(namespace: string | undefined, name: string): boolean;
  /** Whether an `envFrom` of a Secret with unknown names alone is an uncertain finding. */
  readonly doubtsUnknownNames?: boolean;
  /** Variables of a workload that are a part of an AWS key by the word of a scaler. */
  scaledVariables?(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): readonly ScaledVariable[];
  /** The cluster of Kafka Connect of this name, whose variables and files its connectors read. */
  connectClusterOf?(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  /** The content of a SecretProviderClass of the Secrets Store CSI driver. */
  secretProviderOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
}

/**
 * One place where an object gets a static credential: what the portal stores and shows as a reference of the workload,
 * with the object that it is in. It holds no value, and only the last four characters of an access key id.
 */
export interface AuditFinding extends Omit<CredentialReference, 'keyLast4'> {
  /** Empty for objects of cluster scope. */
  namespace: string;
  kind: string;
  name: string;
  /** The keyless identity that the workload also has. */
  identity?: 'irsa' | 'pod-identity';
  /** For a custom resource: its software, and how to run that without a key. */
  remedy?: Remedy;
  /** File and line, when the object was read from one. */
  source?: { file: string; line: number };
}

/** A Kubernetes object from the API or a manifest. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      apiVersion?: string;
      kind?: string;
      name?: string;
      controller?: boolean;
    }[];
    managedFields?: unknown[];
  };
  [field: string]: unknown;
}

/** Labels and owners of a Secret or ConfigMap that tell whose key is in it, and the object that it is a copy of. */
export interface Marks
  extends Pick<
    NonNullable<KubernetesObject['metadata']>,
    'labels' | 'ownerReferences'
  > {
  copyOf?: { namespace: string; name: string };
}
