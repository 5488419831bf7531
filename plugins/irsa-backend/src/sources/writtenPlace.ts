import { SourcePlace } from 'backstage-plugin-irsa-common';
import { plainUrl } from './plainUrl';
import { joined } from './argoPlaces';

/** The annotation by which people say where a workload is kept. */
export const SOURCE_ANNOTATION = 'irsa.portal/source';

/**
 * The place that an address of a folder or file in a Git host's pages means, in the forms of GitHub, GitLab, Gitea and Forgejo,
 * Bitbucket and Azure DevOps, with or without `url:`. Undefined when it is no HTTP address. A branch's name with a slash is taken for
 * its first part.
 */
export function writtenPlace(
  address: string,
): Pick<SourcePlace, 'host' | 'url' | 'path' | 'revision'> | undefined {
  let parsed: URL;
  try {
    parsed = new URL(address.trim().replace(/^url:/, ''));
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(parsed.protocol)) {
    return undefined;
  }
  const azure = parsed.searchParams;
  const whole = plainUrl(parsed.href);
  if (whole === undefined) {
    return undefined;
  }
  if (/\/_git\//.test(parsed.pathname)) {
    const version = azure.get('version');
    return tidy(
      whole,
      azure.get('path') ?? '',
      version?.startsWith('GB') ? version.slice(2) : undefined,
    );
  }
  const [, repository, revision, path] =
    /^(https?:\/\/[^/]+\/.+?)(?:\/-)?\/(?:tree|blob|src\/branch|src\/tag|src)\/([^/]+)(?:\/(.*))?$/.exec(
      whole,
    ) ?? [];
  return repository
    ? tidy(repository, path ?? '', decoded(revision))
    : tidy(whole, '', undefined);
}

function tidy(
  repository: string,
  path: string,
  revision: string | undefined,
): Pick<SourcePlace, 'host' | 'url' | 'path' | 'revision'> {
  const inside = joined(decoded(path), '');
  return {
    host: 'git',
    url: repository.replace(/\.git$/, ''),
    ...(inside ? { path: inside } : {}),
    ...(revision ? { revision } : {}),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
