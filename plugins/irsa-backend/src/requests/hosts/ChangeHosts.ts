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

  /** The repository at a URL; nothing when no host knows the URL. Sends no request. */
  repository(url: string): ChangeRepository | undefined {
    if (!isPlainUrl(url)) {
      return undefined;
    }
    for (const host of this.hosts) {
      const found = host.repository(url);
      if (found) {
        return found;
      }
    }
    return undefined;
  }
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
