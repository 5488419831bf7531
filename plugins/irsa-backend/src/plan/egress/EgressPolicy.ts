import { Wildcard } from '../world/fitsHost';
import { Labels } from '../world/labelSelector';

/** A range of ports of one protocol. */
export interface Ports {
  /** In upper case; absent for all. */
  protocol?: string;
  from: number;
  to: number;
}

/** One rule about connections that leave a Pod, in the same form for every kind of policy. */
export interface EgressRule {
  allows: boolean;
  /** Everything, wherever it is. */
  anywhere?: boolean;
  /** Blocks of addresses, `except` taken out of them. */
  blocks?: { cidr: string; except: string[] }[];
  /** Host names, with `*` as `wildcard` says. */
  hosts?: string[];
  /** How far a `*` reaches in `hosts` and `lookups`; absent: over any number of parts. */
  wildcard?: Wildcard;
  /** Cannot be judged from outside, such as named sets of networks. */
  opaque?: boolean;
  /** Absent: all ports. */
  ports?: Ports[];
  /** Names that may be looked up by this rule; absent: all. */
  lookups?: string[];
  /** A port by its name, which may be any number. */
  hasNamedPort?: boolean;
}

/** A policy that selects the Pods of a workload. */
export interface EgressPolicy {
  /** `NetworkPolicy team-egress`. */
  name: string;
  /** Connections that no rule allows are refused. */
  isolates: boolean;
  rules: EgressRule[];
}

/** The Pods whose connections are judged. */
export interface Egressing {
  namespace: string;
  namespaceLabels: Labels;
  labels: Labels;
  serviceAccount: string;
  /** Absent where none is known. */
  serviceAccountLabels?: Labels;
}
