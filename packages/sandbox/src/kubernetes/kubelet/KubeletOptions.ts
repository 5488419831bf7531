import { ResourceApi } from '../api/ResourceApi';
import { Delays } from '../ClusterSandbox';
import { TokenIssuer } from '../oidc/TokenIssuer';
import { ContainerRuntime } from '../runtime';
import { PodLogs } from './PodLogs';

/** Options that all kubelets of a cluster share. */
export interface KubeletOptions {
  api: ResourceApi;
  issuer: TokenIssuer;
  audiences: string[];
  logs: PodLogs;
  delays: Delays;
  runtime: ContainerRuntime;
  clusterName: string;
  caPem: string;
}
