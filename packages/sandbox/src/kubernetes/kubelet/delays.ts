import { Delays } from '../ClusterSandbox';

/** A Pod is Ready some 300 to 900 ms after its creation. */
export const defaultDelays: Delays = {
  schedule: 80,
  createContainer: 250,
  backoff: 1_000,
  maximumBackoff: 20_000,
  stop: 50,
  cron: 1_000,
};
