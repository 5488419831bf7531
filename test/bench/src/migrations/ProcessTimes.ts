import { performance } from 'node:perf_hooks';

const EVERY_MS = 5;

/** Of this process, which is sandbox and portal in one. Milliseconds. */
interface Times {
  /** Nothing was to do: it waited for timers. */
  idle: number;
  /** Of all of its threads, whatever else the machine did. */
  processor: number;
}

/**
 * How long this process waited and how long it worked in any span of time. Work is processor time, so that other work on the machine
 * counts for nothing; waits are the time in which the event loop had nothing to do.
 */
export class ProcessTimes {
  private readonly samples: (Times & { at: number })[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.sample();
    this.timer = setInterval(() => this.sample(), EVERY_MS);
  }

  stop(): void {
    this.sample();
    clearInterval(this.timer);
  }

  /** @param from - milliseconds since the epoch, as `to` */
  between(from: number, to: number): number {
    const start = this.at(from);
    const end = this.at(to);
    return end.idle - start.idle + end.processor - start.processor;
  }

  private sample(): void {
    const { user, system } = process.cpuUsage();
    this.samples.push({
      at: Date.now(),
      idle: performance.eventLoopUtilization().idle,
      processor: (user + system) / 1000,
    });
  }

  private at(time: number): Times {
    const { samples } = this;
    const next = samples.findIndex(({ at }) => at >= time);
    if (next <= 0) {
      return next < 0 ? samples.at(-1)! : samples[0];
    }
    const before = samples[next - 1];
    const after = samples[next];
    const part = (time - before.at) / Math.max(1, after.at - before.at);
    return {
      idle: before.idle + part * (after.idle - before.idle),
      processor: before.processor + part * (after.processor - before.processor),
    };
  }
}
