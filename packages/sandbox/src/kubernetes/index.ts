export { startCluster, API_SERVER_AUDIENCE } from './startCluster';
export type {
  ApplyOptions,
  ClusterOptions,
  ClusterSandbox,
  Delays,
  RequestRecord,
  RequestTrail,
} from './ClusterSandbox';
export type { FailureOptions } from './http/Faults';
export type { KubeObject, Pod, User, Workload } from './types';
export { ApiError } from './ApiError';
export type {
  ContainerRuntime,
  ContainerSpec,
  PodEvents,
  PodSpecForRuntime,
  RunningContainer,
} from './runtime';
