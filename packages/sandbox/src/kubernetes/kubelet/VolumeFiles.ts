import { Container, KeyToPath, Pod, ProjectedSource, Volume } from '../types';
import { MissingReference, PodContent } from './PodContent';

type Files = Map<string, string>;

/** Makes the token of a projected volume. The lifetime is in seconds. */
export type MintToken = (
  audience: string | undefined,
  expirationSeconds: number,
) => { token: string; issuedAt: number; expiresAt: number };

interface HeldToken {
  token: string;
  issuedAt: number;
  expiresAt: number;
}

const DAY = 24 * 3600;

function select(
  data: Record<string, string> | undefined,
  items: KeyToPath[] | undefined,
  optional: boolean | undefined,
): Files {
  if (!data) {
    return new Map();
  }
  if (!items) {
    return new Map(Object.entries(data));
  }
  const files: Files = new Map();
  for (const { key, path } of items) {
    if (data[key] !== undefined) {
      files.set(path, data[key]);
    } else if (!optional) {
      throw new MissingReference(`references non-existent secret key: ${key}`);
    }
  }
  return files;
}

/** The files in a Pod's volumes. Tokens are renewed at 80 % of their life, or after a day. */
export class VolumeFiles {
  private tokens = new Map<string, HeldToken>();
  private held = new Map<string, Files>();

  constructor(
    private readonly pod: () => Pod,
    private readonly content: () => PodContent,
    private readonly mint: MintToken,
    private readonly now: () => number,
  ) {}

  /** Throws MissingReference with the first volume that cannot be set up. */
  mountAll(): void {
    for (const volume of this.pod().spec.volumes ?? []) {
      try {
        this.held.set(volume.name, this.files(volume));
      } catch (error) {
        if (!(error instanceof MissingReference)) {
          throw error;
        }
        throw new MissingReference(
          `MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`,
        );
      }
    }
  }

  /** The text that a container reads at a path; undefined when no volume has a file there. */
  reader(container: Container): (path: string) => string | undefined {
    const mounts = [...(container.volumeMounts ?? [])].sort(
      (a, b) => b.mountPath.length - a.mountPath.length,
    );
    // A file mounted by subPath is never updated.
    const fixed = new Map(
      mounts
        .filter(mount => mount.subPath)
        .map(mount => [mount.mountPath, this.current(mount.name)]),
    );
    return path => {
      for (const mount of mounts) {
        const root = mount.mountPath.replace(/\/$/, '');
        if (path !== root && !path.startsWith(`${root}/`)) {
          continue;
        }
        const files = fixed.get(mount.mountPath) ?? this.current(mount.name);
        const inside = path.slice(root.length + 1);
        const key = [mount.subPath, inside].filter(Boolean).join('/');
        return files.get(key);
      }
      return undefined;
    };
  }

  /** When an object is deleted under a running Pod, its files stay. */
  private current(name: string): Files {
    const volume = this.pod().spec.volumes?.find(
      candidate => candidate.name === name,
    );
    const held = this.held.get(name) ?? new Map();
    if (!volume) {
      return held;
    }
    try {
      const files = this.files(volume);
      this.held.set(name, files);
      return files;
    } catch (error) {
      if (!(error instanceof MissingReference)) {
        throw error;
      }
      return held;
    }
  }

  private files(volume: Volume): Files {
    const content = this.content();
    if (volume.secret) {
      const { secretName, items, optional } = volume.secret;
      return select(
        content.data('secrets', secretName, optional),
        items,
        optional,
      );
    }
    if (volume.configMap) {
      const { name, items, optional } = volume.configMap;
      return select(
        content.data('configmaps', name, optional),
        items,
        optional,
      );
    }
    if (volume.downwardAPI) {
      return this.source({ downwardAPI: volume.downwardAPI }, volume.name, 0);
    }
    const files: Files = new Map();
    (volume.projected?.sources ?? []).forEach((source, index) => {
      this.source(source, volume.name, index).forEach((text, path) =>
        files.set(path, text),
      );
    });
    return files;
  }

  private source(
    source: ProjectedSource,
    volume: string,
    index: number,
  ): Files {
    const content = this.content();
    for (const kind of ['secret', 'configMap'] as const) {
      const reference = source[kind];
      if (reference) {
        const plural = kind === 'secret' ? 'secrets' : 'configmaps';
        return select(
          content.data(plural, reference.name, reference.optional),
          reference.items,
          reference.optional,
        );
      }
    }
    if (source.serviceAccountToken) {
      const { audience, expirationSeconds, path } = source.serviceAccountToken;
      const key = `${volume}/${index}`;
      return new Map([
        [path, this.token(key, audience, expirationSeconds ?? 3600)],
      ]);
    }
    return new Map(
      (source.downwardAPI?.items ?? []).map(item => [
        item.path,
        item.fieldRef
          ? content.field(item.fieldRef.fieldPath)
          : content.resource(
              item.resourceFieldRef?.containerName ?? '',
              item.resourceFieldRef?.resource ?? '',
            ),
      ]),
    );
  }

  private token(
    key: string,
    audience: string | undefined,
    seconds: number,
  ): string {
    const held = this.tokens.get(key);
    const now = this.now() / 1000;
    if (held) {
      const life = held.expiresAt - held.issuedAt;
      const age = now - held.issuedAt;
      if (age < life * 0.8 && age < DAY) {
        return held.token;
      }
    }
    const minted = this.mint(audience, seconds);
    this.tokens.set(key, minted);
    return minted.token;
  }
}
