import { createHash } from 'node:crypto';

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
