import { Clock } from '../../clock';

/**
 * How long IAM's changes take to reach what decides requests. IAM is eventually consistent: a key, role, policy or
 * provider that was just written is not yet known to STS and to the services, and one that was removed still works.
 * Source: IAM User Guide, "Troubleshooting: changes that I make are not always immediately visible".
 */
export class Propagation {
  private readonly clock: Clock;

  constructor(
    clock: Clock,
    /** Milliseconds of the sandbox's clock. 0: changes arrive at once. */
    public delay: number = 0,
  ) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now();
  }
}
