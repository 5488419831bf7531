import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { clusterError } from './ClusterError';
import {
  attemptOf,
  ClusterRequest,
  optionsOf,
  parseJson,
  urlOf,
} from './clusterRequest';
import { errorFromFailure, errorFromResponse } from './toClusterError';

export type WatchRequest = Pick<
  ClusterRequest,
  'path' | 'query' | 'headers'
> & {
  signal: AbortSignal;
};

/** Longer than the JSON of any object in etcd (1.5 MiB by default). */
const MAX_LINE = 16 * 1024 * 1024;
/** The server sends a bookmark about every minute. After this silence the connection is considered lost. */
const SILENCE_MS = 5 * 60_000;
/** Time until the answer begins. */
const CONNECT_MS = 30_000;

/**
 * Documents of a streamed answer, one per line:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes Ends when the server ends
 * it or `signal` is aborted. Throws ClusterError.
 */
export async function* clusterWatch<T>(
  cluster: string,
  kubeConfig: KubeConfig,
  request: WatchRequest,
): AsyncGenerator<T> {
  const attempt = attemptOf(cluster, kubeConfig, request);
  const leave = new AbortController();
  const signal = AbortSignal.any([request.signal, leave.signal]);
  try {
    const response = await open(
      urlOf(attempt.server, request),
      await optionsOf(kubeConfig, request, signal),
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
          { cluster, kind: 'server', status },
          `Cluster ${cluster} sent something that is not JSON in a watch of ${request.path}. Check what is between the portal and ${attempt.server}.`,
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

function open(
  url: URL,
  options: https.RequestOptions,
): Promise<IncomingMessage> {
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      outgoing.setTimeout(SILENCE_MS);
      response.setEncoding('utf8');
      resolve(response);
    });
    outgoing.setTimeout(CONNECT_MS, () => {
      outgoing.destroy(
        Object.assign(new Error('silent'), { name: 'TimeoutError' }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of response) {
    rest += chunk;
    let from = 0;
    for (
      let end = rest.indexOf('\n');
      end >= 0;
      end = rest.indexOf('\n', from)
    ) {
      if (end > from) {
        yield rest.slice(from, end);
      }
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length > MAX_LINE) {
      throw new Error('A line of a watch is too long');
    }
  }
}
