import type { OutgoingHttpHeaders } from 'node:http';
import type https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterApi, ClusterRequest, WatchRequest } from './ClusterApi';
import { clusterError, isClusterError } from './ClusterError';
import { ConnectionPool } from './ConnectionPool';
import { Answer, open, parseJson, send } from './http';
import { linesOf } from './lines';
import { refuseSecretValues } from './secretValues';
import { Attempt, errorFromFailure, errorFromResponse } from './toClusterError';

const DEFAULT_TIMEOUT_MS = 30_000;

export interface ClusterClientOptions {
  /** Name of the cluster, for messages. */
  name: string;
  /** Asked before each request, so that renewed credentials are used. */
  kubeConfig: () => KubeConfig | Promise<KubeConfig>;
  /** Until an answer is there, in milliseconds; default 30 s. */
  timeoutMs?: number;
  /** Default `backstage-irsa`. */
  userAgent?: string;
  /** How long credentials of one KubeConfig are used before it is asked for them again (which may run a program); default 0. */
  credentialsMs?: number;
  /** The cluster did not accept the credentials. */
  onRefused?: () => void;
}

/**
 * The one way to speak to an API server: JSON over HTTP, with address and credentials from a KubeConfig, over connections that
 * are kept open and shared by all requests of a cluster.
 */
export class ClusterClient implements ClusterApi {
  readonly name: string;
  private readonly pool = new ConnectionPool();
  private prepared?: {
    for: KubeConfig;
    at: number;
    options: https.RequestOptions;
  };

  constructor(private readonly options: ClusterClientOptions) {
    this.name = options.name;
  }

  async request<T = unknown>(request: ClusterRequest): Promise<T> {
    refuseSecretValues(request);
    try {
      return await this.ask<T>(request);
    } catch (error) {
      this.noteRefusal(error);
      throw error;
    }
  }

  async *watch<T = unknown>(request: WatchRequest): AsyncGenerator<T> {
    refuseSecretValues(request);
    try {
      yield* this.follow<T>(request);
    } catch (error) {
      this.noteRefusal(error);
      throw error;
    }
  }

  private async ask<T>(request: ClusterRequest): Promise<T> {
    const kubeConfig = await this.options.kubeConfig();
    const attempt = this.attempt(kubeConfig, request);
    const timeout = AbortSignal.timeout(
      this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    const signal = request.signal
      ? AbortSignal.any([timeout, request.signal])
      : timeout;
    let answer: Answer;
    try {
      answer = await send(
        urlOf(attempt.server, request),
        await this.requestOptions(kubeConfig, request, signal),
        request.body,
      );
    } catch (failure) {
      throw errorFromFailure(
        attempt,
        timeout.aborted ? timeout.reason : failure,
      );
    }
    const body = parseJson(answer.text);
    if (answer.status >= 400) {
      throw errorFromResponse(attempt, answer.status, body, answer.retryAfter);
    }
    if (answer.text !== '' && body === undefined) {
      throw clusterError(
        {
          cluster: this.name,
          kind: 'server',
          status: answer.status,
          reason: 'NotKubernetes',
        },
        `What answers at ${attempt.server} for cluster ${this.name} is not a Kubernetes API server. Check its address in irsa.clusters.`,
      );
    }
    return body as T;
  }

  private async *follow<T>(request: WatchRequest): AsyncGenerator<T> {
    const kubeConfig = await this.options.kubeConfig();
    const attempt = this.attempt(kubeConfig, request);
    const leave = new AbortController();
    const signal = AbortSignal.any([request.signal, leave.signal]);
    try {
      const response = await open(
        urlOf(attempt.server, request),
        await this.requestOptions(kubeConfig, request, signal),
      );
      const status = response.statusCode ?? 0;
      if (status >= 400) {
        const text = (await response.toArray()).join('');
        throw errorFromResponse(
          attempt,
          status,
          parseJson(text),
          response.headers['retry-after'],
        );
      }
      for await (const line of linesOf(response)) {
        const document = parseJson(line);
        if (document === undefined) {
          throw clusterError(
            { cluster: this.name, kind: 'server', status },
            `Cluster ${this.name} sent something that is not JSON in a watch of ${request.path}. Check what is between the portal and ${attempt.server}.`,
          );
        }
        yield document as T;
      }
    } catch (failure) {
      if (request.signal.aborted) {
        return;
      }
      throw errorFromFailure(attempt, failure);
    } finally {
      leave.abort();
    }
  }

  private attempt(
    kubeConfig: KubeConfig,
    request: ClusterRequest,
  ): Attempt & { server: string } {
    const server = kubeConfig.getCurrentCluster()?.server;
    if (!server) {
      throw clusterError(
        { cluster: this.name, kind: 'unreachable' },
        `Cluster ${this.name} has no API server address. Write it as server into the settings of that cluster.`,
      );
    }
    return {
      cluster: this.name,
      server,
      method: request.method ?? 'GET',
      path: request.path,
    };
  }

  private async requestOptions(
    kubeConfig: KubeConfig,
    request: ClusterRequest,
    signal: AbortSignal,
  ): Promise<https.RequestOptions> {
    const { headers, ...credentials } = await this.credentials(kubeConfig);
    return {
      ...credentials,
      method: request.method ?? 'GET',
      signal,
      headers: {
        Accept: 'application/json',
        'User-Agent': this.options.userAgent ?? 'backstage-irsa',
        ...(request.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...request.headers,
        ...(headers as OutgoingHttpHeaders),
      },
    };
  }

  /** What a KubeConfig adds to a request: authorization, certificates and the pool of connections. */
  private async credentials(
    kubeConfig: KubeConfig,
  ): Promise<https.RequestOptions> {
    const { credentialsMs = 0 } = this.options;
    const { prepared } = this;
    if (
      prepared?.for === kubeConfig &&
      Date.now() - prepared.at < credentialsMs
    ) {
      return prepared.options;
    }
    const asked: https.RequestOptions = { headers: {} };
    await kubeConfig.applyToHTTPSOptions(asked);
    const options = this.pool.use(kubeConfig.getCurrentCluster(), asked);
    this.prepared = { for: kubeConfig, at: Date.now(), options };
    return options;
  }

  private noteRefusal(error: unknown): void {
    // Without a status, there were no credentials to be refused.
    if (isClusterError(error, 'credentials') && error.details.status) {
      this.prepared = undefined;
      this.options.onRefused?.();
    }
  }
}

function urlOf(server: string, { path, query = {} }: ClusterRequest): URL {
  const url = new URL(server.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}
