export { startCluster } from './startCluster';
export type { ClusterSandbox, Delays } from './ClusterSandbox';
export type { ContainerSpec, PodSpecForRuntime } from './runtime';
