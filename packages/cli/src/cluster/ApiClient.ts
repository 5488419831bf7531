import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterError, errorOfFailure, errorOfStatus } from './ClusterError';

/** More than any page of 500 objects needs. */
const MAX_BYTES = 256 * 1024 * 1024;
/** The pauses before further tries. The last failure is returned. */
const TRIES = 3;
const TRANSIENT = new Set(['throttled', 'server', 'unreachable']);
/** A token can be renewed during a long scan. */
const CREDENTIALS_MS = 60_000;

export interface GetOptions {
  query?: Record<string, string | number | undefined>;
  accept?: string;
}

/** GET requests to one API server with the credentials of a kubeconfig. */
export class ApiClient {
  readonly server: string;
  private prepared: { options: https.RequestOptions; at: number } | undefined;
  private answered = false;

  constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly timeoutMs: number,
    private readonly pauseMs: number = 500,
  ) {
    this.server = kubeConfig.getCurrentCluster()!.server.replace(/\/+$/, '');
  }

  /** Returns the JSON of the answer. Throws ClusterError. */
  async get<T>(path: string, options: GetOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await this.once<T>(path, options);
        this.answered = true;
        return answer;
      } catch (error) {
        // A server that never answered is not retried. One that answered before may only be away for a moment.
        const again =
          error instanceof ClusterError &&
          TRANSIENT.has(error.kind) &&
          (this.answered || error.kind === 'throttled') &&
          attempt < TRIES;
        if (!again) {
          throw error;
        }
        await pause(
          Math.min(
            error.retryAfterSeconds
              ? error.retryAfterSeconds * 1000
              : this.pauseMs * attempt,
            10_000,
          ),
        );
      }
    }
  }

  private async once<T>(path: string, options: GetOptions): Promise<T> {
    try {
      const url = new URL(this.server + path);
      for (const [name, value] of Object.entries(options.query ?? {})) {
        if (value !== undefined) {
          url.searchParams.set(name, String(value));
        }
      }
      const { status, text, retryAfter } = await send(url, {
        ...(await this.requestOptions()),
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          ...(await this.requestOptions()).headers,
          Accept: options.accept ?? 'application/json',
          'User-Agent': 'irsa-audit',
        },
      });
      if (status >= 400) {
        throw errorOfStatus(status, path, retryAfter);
      }
      return parse<T>(text, this.server);
    } catch (error) {
      throw errorOfFailure(error, this.server);
    }
  }

  private async requestOptions(): Promise<https.RequestOptions> {
    if (!this.prepared || Date.now() - this.prepared.at > CREDENTIALS_MS) {
      const options: https.RequestOptions = { headers: {} };
      await this.kubeConfig.applyToHTTPSOptions(options);
      this.prepared = { options, at: Date.now() };
    }
    return this.prepared.options;
  }
}

interface Answer {
  status: number;
  text: string;
  retryAfter?: string;
}

function send(url: URL, options: https.RequestOptions): Promise<Answer> {
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) {
          response.destroy(new Error('too large'));
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
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function parse<T>(text: string, server: string): T {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClusterError(
      'credentials',
      `What answers at ${server} is not a Kubernetes API server. Check the server of the kubeconfig, and proxies.`,
    );
  }
}
