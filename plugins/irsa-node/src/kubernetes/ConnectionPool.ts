import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Cluster } from '@kubernetes/client-node';

/**
 * Connections of one cluster that are kept open between requests. The library makes a new agent for each request, so that each
 * would open a connection, with its TLS handshake.
 */
export class ConnectionPool {
  private kept?: { id: string; agent: http.Agent };

  /** Sends a request that the library has prepared over the kept connections, as long as they lead to the same server with the same certificates. */
  use(
    cluster: Cluster | null,
    options: https.RequestOptions,
  ): https.RequestOptions {
    if (!(options.agent instanceof http.Agent)) {
      return options;
    }
    const id = idOf(cluster, options);
    if (this.kept?.id !== id) {
      const before = this.kept?.agent;
      this.kept = {
        id,
        agent: Object.assign(options.agent, { keepAlive: true }),
      };
      retire(before);
    }
    return { ...options, agent: this.kept.agent };
  }
}

/** Requests that are on their way end as they would; then nothing stays open. */
function retire(agent: http.Agent | undefined): void {
  if (agent) {
    Object.assign(agent, { keepAlive: false });
    Object.values(agent.freeSockets ?? {})
      .flatMap(sockets => sockets ?? [])
      .forEach(socket => socket.destroy());
  }
}

/** Of all that decides where a connection leads and how it is secured; a hash, since a private key is part of it. */
function idOf(cluster: Cluster | null, options: https.RequestOptions): string {
  const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } =
    options;
  const text = JSON.stringify([
    cluster?.server,
    cluster?.proxyUrl,
    [ca, cert, key, pfx].map(String),
    passphrase,
    servername,
    rejectUnauthorized,
  ]);
  return createHash('sha256').update(text).digest('hex');
}
