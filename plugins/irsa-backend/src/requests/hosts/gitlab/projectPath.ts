const PART = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * The path of the project at a URL of GitLab, such as `https://gitlab.com/acme/platform/deployments/-/tree/main/apps`.
 * Projects lie in groups within groups, so only `/-/` tells where their path ends.
 *
 * @param base - path at which the host is served, such as `/gitlab`; usually `/`
 */
export function projectPath(url: string, base: string): string | undefined {
  const prefix = `${base.replace(/\/+$/, '')}/`;
  const { pathname } = new URL(url);
  if (!pathname.startsWith(prefix)) {
    return undefined;
  }
  const [path] = pathname.slice(prefix.length).split('/-/');
  const parts = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/');
  return parts.length >= 2 && parts.every(part => PART.test(part))
    ? parts.join('/')
    : undefined;
}
