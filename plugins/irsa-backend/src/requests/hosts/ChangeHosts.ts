import { ChangeHost, ChangeRepository } from 'backstage-plugin-irsa-node';

/** The hosts of change requests. Those that modules of the portal supply are asked before those of `integrations`. */
export class ChangeHosts {
  private readonly hosts: readonly ChangeHost[];

  constructor(
    supplied: readonly ChangeHost[],
    configured: readonly ChangeHost[] = [],
  ) {
    this.hosts = [...supplied, ...configured];
  }

  /** For people, in the order in which they are asked. */
  names(): string[] {
    return this.hosts.map(({ name }) => name);
  }

  /**
   * The repository at a URL; nothing when no host knows the URL. Sends no request. An address of SSH stands for the repository of
   * that name at the host's web address: managers clone by SSH, and hosts answer for requests by HTTPS.
   */
  repository(address: string): ChangeRepository | undefined {
    return this.find(address)?.repository;
  }

  /** Annotations of users and groups in the catalog that hold their name at the host of a URL. */
  annotationsOf(address: string): readonly string[] {
    const found = this.find(address);
    if (!found) {
      return [];
    }
    const { host } = new URL(found.url);
    return (
      found.host.reviewerAnnotations ?? [
        `${host}/team-slug`,
        `${host}/user-login`,
        `${host}/user_login`,
      ]
    );
  }

  private find(address: string) {
    const url = webAddress(address);
    if (!isPlainUrl(url)) {
      return undefined;
    }
    for (const host of this.hosts) {
      const repository = host.repository(url);
      if (repository) {
        return { host, repository, url };
      }
    }
    return undefined;
  }
}

/** `ssh://git@host:22/a/b.git` and `git@host:a/b.git` are `https://host/a/b.git`; all else stays as it is. */
function webAddress(address: string): string {
  const ssh =
    /^ssh:\/\/(?:git@)?([A-Za-z0-9.-]+)(?::\d+)?\/(.+)$/.exec(address) ??
    /^git@([A-Za-z0-9.-]+):(?!\/)(.+)$/.exec(address);
  return ssh ? `https://${ssh[1]}/${ssh[2]}` : address;
}

/**
 * URLs of repositories come from clusters, where other people write them. One that names a user, climbs or hides a slash
 * could be read differently by a host than by us.
 */
function isPlainUrl(url: string): boolean {
  if (/[\s\\]|%2f|%5c|%2e|%25|\/\.{1,2}(\/|$)/i.test(url)) {
    return false;
  }
  try {
    const { protocol, username, password } = new URL(url);
    return (
      (protocol === 'https:' || protocol === 'http:') && !username && !password
    );
  } catch {
    return false;
  }
}
