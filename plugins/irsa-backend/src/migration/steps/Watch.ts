import { V1Pod } from '@kubernetes/client-node';
import { StepContext } from '../model/Step';

/** Whether Pods stay as they are for a while: no restart, and none that is new. It begins anew with each of them. */
export class Watch {
  private isOver?: () => boolean;
  private seen = '';

  /** @param forMs - without the time in which the cluster could not be seen */
  constructor(
    private readonly context: Pick<StepContext, 'deadline'>,
    private readonly forMs: number,
  ) {}

  begin(): void {
    this.isOver = undefined;
  }

  /** Called at each look at which the Pods are well. */
  isQuiet(pods: readonly V1Pod[]): boolean {
    const now = pods
      .map(pod => `${pod.metadata?.uid} ${restartsOf(pod)}`)
      .sort()
      .join();
    if (!this.isOver || now !== this.seen) {
      this.isOver = this.context.deadline(this.forMs);
      this.seen = now;
    }
    return this.isOver();
  }
}

export function restartsOf({ status }: V1Pod): number {
  return [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ].reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** `60 s`. */
export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
