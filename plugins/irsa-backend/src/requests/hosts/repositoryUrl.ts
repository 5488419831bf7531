/** The first parts of a repository's path. GitLab has groups within groups. */
export interface RepositoryName {
  owner: string;
  name: string;
}

const PART = /^[A-Za-z0-9_.-]+$/;

/**
 * Owner and name of the repository at a URL of a host that has both at the front, such as
 * `https://github.com/acme/deployments/tree/main/apps`. Undefined when the URL is not of that shape.
 *
 * @param base - path at which the host is served, such as `/git`; usually none
 */
export function repositoryName(
  url: string,
  base = '',
): RepositoryName | undefined {
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${base}/`)) {
    return undefined;
  }
  const [owner = '', last = ''] = pathname.slice(base.length + 1).split('/');
  const name = last.replace(/\.git$/, '');
  return [owner, name].every(part => PART.test(part) && !/^\.+$/.test(part))
    ? { owner, name }
    : undefined;
}
