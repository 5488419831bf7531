const ROUNDS = 2_000_000;

/** How much slower than at its best the machine is, by a fixed computation between the measurements. */
export class Slowness {
  private readonly times: number[] = [];

  sample(): void {
    for (let round = 0; round < 3; round += 1) {
      const startedAt = performance.now();
      let value = 1;
      for (let step = 0; step < ROUNDS; step += 1) {
        value = (value * 48_271) % 2_147_483_647;
      }
      this.times.push(performance.now() - startedAt + (value < 0 ? 1 : 0));
    }
  }

  /** At least 1. */
  get factor(): number {
    return median(this.times) / Math.min(...this.times);
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
