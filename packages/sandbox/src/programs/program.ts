import { Clock } from '../clock';
import {
  ContainerSpec,
  PodEvents,
  PodSpecForRuntime,
  RunningContainer,
} from '../kubernetes/runtime';
import { AwsCaller } from './awsCaller';
import { Image } from './images';

/** What a program is given when its container starts. */
export interface ProgramContext {
  pod: PodSpecForRuntime;
  /** Its environment already includes what the image bakes in. */
  container: ContainerSpec;
  image: Image;
  aws: AwsCaller;
  clock: Clock;
  /** The region this cluster is in: what metadata services would tell. */
  region: string;
  /** Milliseconds between two rounds of work. */
  interval: number;
  log(line: string): void;
  ready(ready: boolean): void;
  exit(code: number, reason?: string): void;
}

/** Runs until stopped, or until it calls `exit` itself. */
export type Program = (context: ProgramContext) => RunningContainer;

export type { ContainerSpec, PodEvents, PodSpecForRuntime, RunningContainer };
