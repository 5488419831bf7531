import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import {
  ClusterClient,
  ClusterRequest,
  credentialsError,
  KINDS,
  listPath,
  PodIdentityAssociation,
  WatchRequest,
} from 'backstage-plugin-irsa-node';
import { ServiceUnavailableError } from '@backstage/errors';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { ClusterConfig } from '../config/IrsaConfig';
import {
  assertCaFile,
  assertInCluster,
  kubeConfigFromFile,
  kubeConfigInCluster,
  kubeConfigWithToken,
} from './buildKubeConfig';
import { EksAccess } from './EksAccess';
import { EksPodIdentities } from './EksPodIdentities';
import { settingOf } from './settingOf';
import { ClusterHandle } from './types';

/** Associations are seldom changed, and each change of a workload asks for them. */
const ASSOCIATIONS_MS = 60_000;
/** A cluster that is made again under the same address has another issuer. */
const DISCOVERY_MS = 5 * 60_000;

export class DefaultClusterHandle implements ClusterHandle {
  readonly name: string;
  private readonly api: ClusterClient;
  /** Kept while the credentials stay the same, so that connections are reused. */
  private cached?: { key: string; kubeConfig: KubeConfig };
  private discovered?: { at: number; issuer: string };
  private knownPrincipal?: string;
  private podIdentity?: EksPodIdentities;
  private associations?: {
    at: number;
    asked: Promise<readonly PodIdentityAssociation[]>;
  };

  constructor(
    readonly config: ClusterConfig,
    private readonly access?: EksAccess,
    timeoutMs?: number,
  ) {
    this.name = config.name;
    this.api = new ClusterClient({
      name: config.name,
      kubeConfig: () => this.kubeConfig(),
      timeoutMs,
      onRefused: () => this.forgetRefused(),
    });
  }

  async kubeConfig(): Promise<KubeConfig> {
    const { auth } = this.config;
    switch (auth.kind) {
      case 'kubeconfig':
        return this.reused(this.fileVersion(auth.file), () =>
          kubeConfigFromFile(this.config, auth.file, auth.context),
        );
      case 'inCluster':
        return this.reused('inCluster', () => kubeConfigInCluster(this.config));
      case 'token':
        return this.withToken(auth.token);
      case 'tokenFile':
        return this.withToken(this.readToken(auth.file));
      case 'supplied':
        return this.withToken(await this.suppliedToken(auth.token));
      case 'anonymous':
        return this.withToken('');
      default: {
        const { server, caData, token } = await this.access!.access(
          this.config,
        );
        return this.withToken(token, server, caData);
      }
    }
  }

  assertSignIn(): void {
    const { auth } = this.config;
    if (auth.kind === 'kubeconfig') {
      this.fileVersion(auth.file);
    } else if (auth.kind === 'tokenFile') {
      this.readToken(auth.file);
    } else if (auth.kind === 'inCluster') {
      assertInCluster(this.config);
    }
    assertCaFile(this.config);
  }

  async client<T extends ApiType>(type: new (config: never) => T): Promise<T> {
    const kubeConfig = await this.kubeConfig();
    return kubeConfig.makeApiClient(type as never);
  }

  request<T = unknown>(request: ClusterRequest): Promise<T> {
    return this.api.request<T>(request);
  }

  watch<T = unknown>(request: WatchRequest): AsyncGenerator<T> {
    return this.api.watch<T>(request);
  }

  async issuer(): Promise<string> {
    return this.config.issuer ?? this.discoveredIssuer();
  }

  async discoveredIssuer(signal?: AbortSignal): Promise<string> {
    const { at, issuer } = this.discovered ?? {};
    if (issuer && Date.now() - at! < DISCOVERY_MS) {
      return issuer;
    }
    const discovery = await this.request<{ issuer?: string }>({
      path: '/.well-known/openid-configuration',
      signal,
    });
    if (!discovery?.issuer) {
      throw credentialsError(
        this.name,
        `its discovery document names no issuer. Set ${settingOf(
          this.config,
          'issuer',
        )}.`,
      );
    }
    this.discovered = {
      at: Date.now(),
      issuer: discovery.issuer.replace(/\/+$/, ''),
    };
    return this.discovered.issuer;
  }

  async podIdentities(): Promise<
    readonly PodIdentityAssociation[] | undefined
  > {
    const { eksCluster } = this.config;
    if (!eksCluster || !this.access) {
      return undefined;
    }
    if (Date.now() - (this.associations?.at ?? 0) > ASSOCIATIONS_MS) {
      const asked = this.access.podIdentities(this.config, eksCluster);
      this.associations = { at: Date.now(), asked };
      asked.catch(() => {
        this.associations = undefined;
      });
    }
    return this.associations!.asked;
  }

  eks(): EksPodIdentities | undefined {
    const { eksCluster } = this.config;
    if (eksCluster && this.access) {
      this.podIdentity ??= this.access.podIdentitiesOf(this.config, eksCluster);
    }
    return this.podIdentity;
  }

  async accessEntries(): Promise<readonly string[] | undefined> {
    const { eksCluster } = this.config;
    return eksCluster && this.access
      ? this.access.accessEntries(this.config, eksCluster)
      : undefined;
  }

  async principal(): Promise<string> {
    if (!this.knownPrincipal) {
      const review = await this.request<{
        status?: { userInfo?: { username?: string } };
      }>({
        method: 'POST',
        path: listPath(KINDS.SelfSubjectReview),
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'SelfSubjectReview',
        },
      });
      this.knownPrincipal = review?.status?.userInfo?.username ?? 'unknown';
    }
    return this.knownPrincipal;
  }

  /** Credentials that were refused are not used again. */
  private forgetRefused(): void {
    this.access?.forget(this.config);
    this.cached = undefined;
    this.knownPrincipal = undefined;
  }

  private withToken(
    token: string,
    server = this.config.server ?? '',
    caData?: string,
  ): KubeConfig {
    const version = createHash('sha256').update(token).digest('hex');
    return this.reused(`${server} ${version}`, () =>
      kubeConfigWithToken(this.config, server, token, caData),
    );
  }

  private reused(key: string, build: () => KubeConfig): KubeConfig {
    if (this.cached?.key !== key) {
      this.cached = { key, kubeConfig: build() };
    }
    return this.cached.kubeConfig;
  }

  private fileVersion(file: string): string {
    try {
      const { mtimeMs, size, ino } = statSync(file);
      return `${mtimeMs} ${size} ${ino}`;
    } catch {
      throw credentialsError(
        this.name,
        `the kubeconfig ${file} of ${settingOf(
          this.config,
          'kubeconfig.file',
        )} is gone or not there yet. Put it there or change the setting.`,
      );
    }
  }

  private readToken(file: string): string {
    const named = () =>
      `the token file ${file} of ${settingOf(this.config, 'tokenFile')}`;
    let token: string;
    try {
      token = readFileSync(file, 'utf8').trim();
    } catch {
      throw credentialsError(
        this.name,
        `${named()} cannot be read. Check that it is there and readable for the portal.`,
      );
    }
    if (!token) {
      // Without a token, the cluster would be asked as nobody.
      throw credentialsError(
        this.name,
        `${named()} is empty. Write a ServiceAccount token into it.`,
      );
    }
    return token;
  }

  private async suppliedToken(ask: () => Promise<string>): Promise<string> {
    try {
      return await ask();
    } catch (error) {
      // Messages of our own sign-ins are for people. Other messages may quote a credential.
      const isOurs = error instanceof ServiceUnavailableError;
      throw credentialsError(
        this.name,
        isOurs
          ? error.message
          : `${
              this.config.key ?? 'its supplier'
            } gives no token for it. The log of that module tells more.`,
      );
    }
  }
}
