import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  JWK,
  JWTPayload,
  SignJWT,
} from 'jose';
import { generate } from 'selfsigned';

export const ISSUER = 'https://oidc.example.com/id/1';
export const AUDIENCE = 'sts.amazonaws.com';

/** An issuer of tokens on loopback. Its documents can be made invalid. */
export class TestIssuer {
  /** Answers of the server by path. Other paths get 404. */
  readonly documents: Record<string, string>;
  private keys: Record<string, { privateKey: any; jwk: JWK; pem: string }> = {};

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    documents: Record<string, string>,
  ) {
    this.documents = documents;
  }

  static async start(): Promise<TestIssuer> {
    const folder = mkdtempSync(join(tmpdir(), 'irsa-gate-'));
    const made = await generate([{ name: 'commonName', value: 'issuer' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    writeFileSync(join(folder, 'ca.crt'), made.cert);
    const documents: Record<string, string> = {};
    const server = createServer(
      { key: made.private, cert: made.cert },
      (incoming, outgoing) => {
        const text = documents[incoming.url ?? ''];
        outgoing.writeHead(text === undefined ? 404 : 200).end(text);
      },
    );
    const issuer = new TestIssuer(server, folder, documents);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return issuer;
  }

  get caFile(): string {
    return join(this.folder, 'ca.crt');
  }

  get address(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Publishes exactly these keys. New ones are made. */
  async publish(...ids: string[]): Promise<void> {
    for (const id of ids) {
      await this.key(id);
    }
    this.documents['/.well-known/openid-configuration'] = JSON.stringify({
      issuer: ISSUER,
      jwks_uri: `${this.address}/jwks`,
    });
    this.documents['/jwks'] = JSON.stringify({
      keys: ids.map(id => this.keys[id].jwk),
    });
  }

  async publicPem(id: string): Promise<string> {
    return (await this.key(id)).pem;
  }

  /** A token as a Pod gets it. Claims that are undefined are left out. */
  async token({
    key = 'one',
    claims = {},
    header = {},
  }: {
    key?: string;
    claims?: JWTPayload;
    header?: { kid?: string };
  } = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: ISSUER,
      aud: [AUDIENCE],
      sub: 'system:serviceaccount:shop:orders',
      iat: now,
      nbf: now,
      exp: now + 600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: key, ...header })
      .sign((await this.key(key)).privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async key(id: string) {
    if (!this.keys[id]) {
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      const jwk = { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256' };
      const pem = await exportSPKI(publicKey);
      this.keys[id] = { privateKey, jwk, pem };
    }
    return this.keys[id];
  }
}
