import { Clock } from '../clock';
import {
  ContainerRuntime,
  ContainerSpec,
  PodEvents,
  PodSpecForRuntime,
  RunningContainer,
} from '../kubernetes/runtime';
import { AwsCaller } from './awsCaller';
import { batch } from './batch';
import { idle } from './idle';
import { findImage, ImageTable, ProgramName } from './images';
import { presigner } from './presigner';
import { PodIdentityAgent, Program } from './program';
import { reader } from './reader';

export interface ProgramRuntimeOptions {
  clock: Clock;
  /** The address of AWS. On a real node it is implicit, so it comes from here and not from the Pod. */
  endpoint: string;
  region: string;
  images?: ImageTable;
  /** Milliseconds between two calls of one program; default 7000, with a quarter of jitter. */
  interval?: number;
  podIdentity?: PodIdentityAgent;
}

const PROGRAMS: Record<ProgramName, Program> = {
  reader,
  presigner,
  batch,
  idle,
};

/** Runs a small program for each container. The image selects the program. */
export class ProgramRuntime implements ContainerRuntime {
  private readonly options: ProgramRuntimeOptions;
  private readonly aws: AwsCaller;
  private readonly running = new Set<RunningContainer>();

  constructor(options: ProgramRuntimeOptions) {
    this.options = options;
    this.aws = new AwsCaller(options);
  }

  start(
    pod: PodSpecForRuntime,
    container: ContainerSpec,
    events: PodEvents,
  ): RunningContainer {
    const {
      images = {},
      clock,
      region,
      interval = 7000,
      podIdentity,
    } = this.options;
    const image = findImage(container.image, images, pod.annotations);
    const running: RunningContainer = { stop: () => undefined };
    const program = PROGRAMS[image.program]({
      pod,
      container: {
        ...container,
        env: { ...image.env, ...container.env },
        readFile: path => container.readFile(path),
      },
      image,
      aws: this.aws,
      podIdentity,
      clock,
      region,
      interval,
      log: line => events.log(container.name, line),
      ready: ready => events.ready(container.name, ready),
      exit: (code, reason) => {
        void running.stop();
        events.exit(container.name, code, reason);
      },
    });
    running.stop = () => {
      this.running.delete(running);
      return program.stop();
    };
    this.running.add(running);
    return running;
  }

  /** Stops all running programs. */
  async close(): Promise<void> {
    await Promise.all([...this.running].map(each => each.stop()));
    this.aws.close();
  }
}
