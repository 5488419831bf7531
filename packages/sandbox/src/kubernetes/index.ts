export { startCluster } from './startCluster';
export type { ClusterSandbox } from './ClusterSandbox';
export type { ContainerSpec, PodSpecForRuntime } from './runtime';
