import { V1Pod } from '@kubernetes/client-node';

/** How often containers of a Pod have started again. */
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
