import { timestamp } from '../api/timestamp';
import { Delays } from '../ClusterSandbox';
import { ContainerSpec, RunningContainer } from '../runtime';
import { Container, ContainerState, ContainerStatus } from '../types';
import { MissingReference } from './PodContent';

export interface ContainerHost {
  delays: Delays;
  now(): number;
  restartPolicy(): string;
  /** Resolves environment and files. Throws MissingReference. */
  specOf(container: Container): ContainerSpec;
  launch(
    spec: ContainerSpec,
    events: {
      ready(ready: boolean): void;
      exit(code: number, reason?: string): void;
    },
  ): RunningContainer;
  event(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    container: string,
  ): void;
  changed(): void;
  /** Called when the log of a run begins or ends. */
  logBegin(container: string): void;
  logEnd(container: string): void;
}

const RETRY = 1_000;

function cannotBePulled(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return /:missing$/.test(name) || image.includes('image-does-not-exist');
}

/** One container of a Pod on its node. It is pulled, started, watched, and restarted with back-off. */
export class ContainerWorker {
  state: ContainerState;
  lastState: ContainerState = {};
  restartCount = 0;
  ready = false;
  /** Whether the container has ended and will not be started again. */
  finished = false;
  private timer: NodeJS.Timeout | undefined;
  private running: RunningContainer | undefined;
  private run = 0;
  private startedAt = 0;
  private backoff: number;
  private pulls = 0;
  private stopped = false;

  constructor(
    public container: Container,
    private readonly host: ContainerHost,
    private readonly init: boolean,
    waitingReason: string,
  ) {
    this.state = { waiting: { reason: waitingReason } };
    this.backoff = host.delays.backoff;
  }

  start(): void {
    this.state = {
      waiting: { reason: this.init ? 'PodInitializing' : 'ContainerCreating' },
    };
    this.after(this.host.delays.createContainer, () => this.pull());
  }

  /** The image of a running Pod can be changed in place. */
  replace(container: Container): void {
    const changed = container.image !== this.container.image;
    this.container = container;
    if (!changed) {
      return;
    }
    clearTimeout(this.timer);
    void this.running?.stop();
    if (this.state.running) {
      this.ended(137, 'Error', true);
    } else {
      this.pull();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.run += 1;
    clearTimeout(this.timer);
    const running = this.running;
    this.running = undefined;
    this.ready = false;
    await running?.stop();
    this.host.logEnd(this.container.name);
  }

  status(): ContainerStatus {
    const { name, image } = this.container;
    const ran = Boolean(this.state.running || this.state.terminated);
    return {
      name,
      image,
      imageID: ran || this.restartCount ? `sandbox://${image}` : '',
      ...(ran || this.restartCount
        ? { containerID: `containerd://${name}-${this.restartCount}` }
        : {}),
      ready: this.init
        ? this.state.terminated?.exitCode === 0
        : this.ready && Boolean(this.state.running),
      started: Boolean(this.state.running),
      restartCount: this.restartCount,
      state: this.state,
      lastState: this.lastState,
    };
  }

  private after(milliseconds: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.stopped) {
        then();
      }
    }, milliseconds);
  }

  private wait(reason: string, message: string): void {
    const before = this.state.waiting;
    if (before?.reason === reason && before.message === message) {
      return;
    }
    this.state = { waiting: { reason, message } };
    this.host.changed();
  }

  private pull(): void {
    const { image, name } = this.container;
    if (cannotBePulled(image)) {
      const why = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
      this.host.event(
        'Warning',
        'Failed',
        `Failed to pull image "${image}": ${why}`,
        name,
      );
      this.wait('ErrImagePull', why);
      const delay = Math.min(
        this.host.delays.backoff * 2 ** this.pulls,
        this.host.delays.maximumBackoff,
      );
      this.pulls += 1;
      this.after(delay / 2, () => {
        this.host.event(
          'Normal',
          'BackOff',
          `Back-off pulling image "${image}"`,
          name,
        );
        this.wait(
          'ImagePullBackOff',
          `Back-off pulling image "${image}": ErrImagePull: ${why}`,
        );
        this.after(delay, () => this.pull());
      });
      return;
    }
    if (this.restartCount === 0) {
      this.host.event(
        'Normal',
        'Pulled',
        `Container image "${image}" already present on machine`,
        name,
      );
    }
    this.create();
  }

  private create(): void {
    const { name } = this.container;
    let spec: ContainerSpec;
    try {
      spec = this.host.specOf(this.container);
    } catch (error) {
      if (!(error instanceof MissingReference)) {
        throw error;
      }
      this.host.event('Warning', 'Failed', `Error: ${error.message}`, name);
      this.wait('CreateContainerConfigError', error.message);
      this.after(RETRY, () => this.create());
      return;
    }
    this.run += 1;
    const run = this.run;
    this.ready = false;
    this.startedAt = this.host.now();
    this.state = { running: { startedAt: timestamp(this.startedAt) } };
    this.host.logBegin(name);
    this.host.event('Normal', 'Created', `Created container: ${name}`, name);
    this.host.event('Normal', 'Started', `Started container ${name}`, name);
    const current = () => run === this.run && !this.stopped;
    let exitedAtOnce = false;
    const running = this.host.launch(spec, {
      ready: ready => {
        if (!current() || this.ready === ready) {
          return;
        }
        this.ready = ready;
        this.host.changed();
      },
      exit: (code, reason) => {
        if (!current()) {
          return;
        }
        exitedAtOnce = true;
        this.ended(code, reason);
      },
    });
    if (exitedAtOnce) {
      return;
    }
    this.running = running;
    this.host.changed();
  }

  private ended(code: number, reason?: string, replaced = false): void {
    const { name } = this.container;
    const { delays } = this.host;
    this.run += 1;
    this.running = undefined;
    this.ready = false;
    this.host.logEnd(name);
    const now = this.host.now();
    const terminated = {
      exitCode: code,
      reason: reason ?? (code === 0 ? 'Completed' : 'Error'),
      startedAt: timestamp(this.startedAt),
      finishedAt: timestamp(now),
      containerID: `containerd://${name}-${this.restartCount}`,
    };
    const policy = this.host.restartPolicy();
    const again =
      replaced ||
      (policy === 'Always' && !this.init) ||
      (policy !== 'Never' && code !== 0);
    if (!again) {
      this.state = { terminated };
      this.finished = true;
      this.host.changed();
      return;
    }
    this.lastState = { terminated };
    this.restartCount += 1;
    if (now - this.startedAt > 2 * delays.maximumBackoff) {
      this.backoff = delays.backoff;
    }
    const delay = replaced ? 0 : this.backoff;
    this.backoff = Math.min(this.backoff * 2, delays.maximumBackoff);
    this.host.event(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${name}`,
      name,
    );
    this.wait(
      'CrashLoopBackOff',
      `back-off ${Math.ceil(
        delay / 1000,
      )}s restarting failed container=${name}`,
    );
    this.after(delay, () => this.pull());
  }
}
