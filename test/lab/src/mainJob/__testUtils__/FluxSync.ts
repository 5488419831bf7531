import { FLUX_NAMESPACE } from '../../flux/fluxPrograms';
import { GiteaAccount } from '../../gitHost/Gitea';
import { Outside } from './Outside';
import { until } from './until';

/** What is read of one; the rest is for messages. */
interface Kustomization {
  status?: {
    conditions?: { type: string; status: string; message?: string }[];
    lastAppliedRevision?: string;
    inventory?: { entries?: { id: string }[] };
  };
}

/** A folder of a repository that Flux keeps in the cluster: a GitRepository, and a Kustomization that prunes. */
export class FluxSync {
  static async start(
    outside: Outside,
    name: string,
    from: { url: string; path: string; reader: GiteaAccount },
  ): Promise<FluxSync> {
    const metadata = { name, namespace: FLUX_NAMESPACE };
    await outside.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata,
        stringData: {
          username: from.reader.login,
          password: from.reader.token,
        },
      },
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata,
        spec: {
          url: from.url,
          ref: { branch: 'main' },
          secretRef: { name },
          interval: '2s',
        },
      },
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata,
        spec: {
          sourceRef: { kind: 'GitRepository', name },
          path: `./${from.path}`,
          prune: true,
          wait: true,
          interval: '10m',
          retryInterval: '2s',
          timeout: '1m',
        },
      },
    ]);
    return new FluxSync(outside, name);
  }

  private constructor(
    private readonly outside: Outside,
    private readonly name: string,
  ) {}

  /** As the portal calls it. */
  get title(): string {
    return `Flux Kustomization ${FLUX_NAMESPACE}/${this.name}`;
  }

  /** Waits until it has applied a commit; any, when none is given. @returns ids of the objects that it keeps */
  async applied(commit: string = ''): Promise<string[]> {
    const { status } = await until(
      () => this.read(),
      each => each.status?.lastAppliedRevision?.endsWith(commit) ?? false,
    );
    return (status?.inventory?.entries ?? []).map(({ id }) => id);
  }

  /** Nothing is synced until it goes on. */
  async suspend(suspend: boolean): Promise<void> {
    await this.outside.kubectl(
      ...['patch', 'kustomization.kustomize.toolkit.fluxcd.io', this.name],
      ...['-n', FLUX_NAMESPACE, '--type=merge'],
      ...['-p', JSON.stringify({ spec: { suspend } })],
    );
  }

  private read(): Promise<Kustomization> {
    return this.outside.get<Kustomization>(
      ...['kustomization.kustomize.toolkit.fluxcd.io', this.name],
      ...['-n', FLUX_NAMESPACE],
    );
  }
}
