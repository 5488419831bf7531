import { ResourceApi } from '../api/ResourceApi';
import { Delays } from '../ClusterSandbox';
import { TokenIssuer } from '../oidc/TokenIssuer';
import { ContainerRuntime } from '../runtime';
import { PodLogs } from './PodLogs';

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

export class Kubelet {
  constructor(readonly options: KubeletOptions) {}

  start(): void {}

  async stop(): Promise<void> {}
}
