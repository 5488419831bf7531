import http from 'node:http';
import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { clusterError } from './ClusterError';
import { errorFromFailure, errorFromResponse } from './toClusterError';

export interface ClusterRequest {
  method?: string;
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/** More than any page of 500 objects needs; guards the portal's memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** One JSON request to an API server with the credentials of `kubeConfig`. Throws ClusterError. */
export async function clusterRequest<T>(
  cluster: string,
  kubeConfig: KubeConfig,
  request: ClusterRequest,
  timeoutMs: number,
): Promise<T> {
  const attempt = attemptOf(cluster, kubeConfig, request);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal
    ? AbortSignal.any([timeout, request.signal])
    : timeout;

  let answer: Answer;
  try {
    const options = await optionsOf(kubeConfig, request, signal);
    const url = urlOf(attempt.server, request);
    answer = await send(url, options, request.body).catch(failure =>
      // The server has just closed an idle connection. A read can be sent again.
      isStale(failure) && attempt.method === 'GET'
        ? send(url, options, request.body)
        : Promise.reject(failure),
    );
  } catch (failure) {
    throw errorFromFailure(attempt, timeout.aborted ? timeout.reason : failure);
  }
  const body = parseJson(answer.text);
  if (answer.status >= 400) {
    throw errorFromResponse(attempt, answer.status, body, answer.retryAfter);
  }
  if (answer.text !== '' && body === undefined) {
    throw clusterError(
      { cluster, kind: 'server', status: answer.status },
      `What answers at ${attempt.server} for cluster ${cluster} is not a Kubernetes API server. Check its address in irsa.clusters.`,
    );
  }
  return body as T;
}

/** The URL of a request. Throws ClusterError when the cluster has no address. */
export function attemptOf(
  cluster: string,
  kubeConfig: KubeConfig,
  request: ClusterRequest,
) {
  const server = kubeConfig.getCurrentCluster()?.server;
  if (!server) {
    throw clusterError(
      { cluster, kind: 'unreachable' },
      `Cluster ${cluster} has no API server address. Set irsa.clusters[].server.`,
    );
  }
  return {
    cluster,
    server,
    method: request.method ?? 'GET',
    path: request.path,
  };
}

export function urlOf(server: string, request: ClusterRequest): URL {
  const url = new URL(server.replace(/\/+$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

export async function optionsOf(
  kubeConfig: KubeConfig,
  request: ClusterRequest,
  signal: AbortSignal,
): Promise<https.RequestOptions> {
  const options: https.RequestOptions = {
    method: request.method ?? 'GET',
    signal,
    headers: {
      Accept: 'application/json',
      'User-Agent': 'backstage-irsa',
      ...(request.body === undefined
        ? {}
        : { 'Content-Type': 'application/json' }),
      ...request.headers,
    },
  };
  await kubeConfig.applyToHTTPSOptions(options);
  if (options.agent instanceof http.Agent) {
    // The client's own agents open a new connection, with a TLS handshake, for each request.
    Object.assign(options.agent, { keepAlive: true });
  }
  return options;
}

function isStale(failure: unknown): boolean {
  return (failure as { staleConnection?: boolean })?.staleConnection === true;
}

interface Answer {
  status: number;
  text: string;
  retryAfter?: string;
}

function send(
  url: URL,
  options: https.RequestOptions,
  body: unknown,
): Promise<Answer> {
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) {
          response.destroy(new Error('answer too large'));
          return;
        }
        chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          retryAfter: response.headers['retry-after'],
        }),
      );
    });
    outgoing.on('error', error => {
      const { code } = error as NodeJS.ErrnoException;
      const stale = outgoing.reusedSocket && code === 'ECONNRESET';
      reject(Object.assign(error, { staleConnection: stale }));
    });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
