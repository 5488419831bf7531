import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** A percentile: the value that this many per cent of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  ];
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds of the clock, and of this process's processor time. */
export async function timedCpu(
  work: () => Promise<unknown>,
): Promise<{ clock: number; cpu: number }> {
  const before = process.cpuUsage();
  const clock = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { clock, cpu: (user + system) / 1000 };
}

const TURN_MS = 5;

/**
 * Watches how long other work has to wait for the event loop, until stopped: by the clock, which includes the times when
 * the machine let others run, and by the processor time that the loop's own thread has used between two turns.
 */
export function watchLoop(): { stop(): { clock: number; cpu: number } } {
  const delay = monitorEventLoopDelay({ resolution: TURN_MS });
  delay.enable();
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(
      longest,
      now.user + now.system - before.user - before.system,
    );
    before = now;
  }, TURN_MS);
  return {
    stop() {
      clearInterval(timer);
      delay.disable();
      return { clock: delay.max / 1e6, cpu: longest / 1000 };
    },
  };
}

/** Samples the memory of this process until stopped. */
export function watchMemory(): { stop(): { peakMb: number } } {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return { peakMb: peak / 1024 / 1024 };
    },
  };
}

const FIXED_WORK = Buffer.alloc(16 * 1024 * 1024, 'irsa');

/** Measures how much other load slows this process, by a computation that is always the same. */
export class Slowness {
  private readonly times: number[] = [];

  sample(): void {
    const began = performance.now();
    createHash('sha256').update(FIXED_WORK).digest();
    this.times.push(performance.now() - began);
  }

  /** Median divided by minimum; 1 on an idle machine. */
  factor(): number {
    return percentile(this.times, 0.5) / Math.min(...this.times);
  }
}
