import { Clock } from '../clock';
import {
  ContainerSpec,
  PodSpecForRuntime,
  RunningContainer,
} from '../kubernetes/runtime';
import { AwsCaller, SessionCredentials } from './awsCaller';
import { Image } from './images';

/** The agent of EKS Pod Identity on a node: gives the role of a token's ServiceAccount. */
export interface PodIdentityAgent {
  session(token: string): Promise<{
    credentials: SessionCredentials;
    /** Milliseconds since the epoch. */
    expiration: number;
    arn: string;
  }>;
}

/** The inputs of a program when its container starts. */
export interface ProgramContext {
  pod: PodSpecForRuntime;
  /** Its environment already includes that of the image. */
  container: ContainerSpec;
  image: Image;
  aws: AwsCaller;
  /** Absent where the cluster has none. */
  podIdentity?: PodIdentityAgent;
  clock: Clock;
  /** The region of this cluster, as metadata services would report it. */
  region: string;
  /** Milliseconds between two rounds of work. */
  interval: number;
  log(line: string): void;
  ready(ready: boolean): void;
  exit(code: number, reason?: string): void;
}

/** Runs until stopped, or until it calls `exit` itself. */
export type Program = (context: ProgramContext) => RunningContainer;

export type { ContainerSpec, PodSpecForRuntime, RunningContainer };
