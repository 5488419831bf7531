import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const DEFAULT_PATH = '/irsa';
/** A path in this portal, without host, query or `..`. */
const PAGE_PATH = /^(\/[\w~-][\w.~-]*)*\/?$/;

/**
 * The path at which the portal shows the pages, without a slash at its end: `irsa.pagePath`, else the path that
 * `app.extensions` gives to `page:irsa`, else `/irsa`. Throws InputError when `irsa.pagePath` is not a path.
 *
 * @param irsa - the block `irsa` of `rootConfig`
 */
export function readPagePath(
  irsa: Config | undefined,
  rootConfig: Config,
): string {
  const own = irsa?.getOptionalString('pagePath');
  if (own !== undefined && !isPath(own)) {
    throw new InputError(
      `irsa.pagePath: '${own}' is not a path in the portal, for example /irsa`,
    );
  }
  const path = own ?? pathOfExtension(rootConfig) ?? DEFAULT_PATH;
  return path.replace(/\/$/, '');
}

function isPath(path: string): boolean {
  return path.startsWith('/') && PAGE_PATH.test(path);
}

/** The configuration of the frontend may be absent here, or have an unknown form. */
function pathOfExtension(rootConfig: Config): string | undefined {
  const extensions = rootConfig.getOptional('app.extensions');
  for (const each of Array.isArray(extensions) ? extensions : []) {
    const path = (each as Record<string, { config?: { path?: unknown } }>)?.[
      'page:irsa'
    ]?.config?.path;
    if (typeof path === 'string' && isPath(path)) {
      return path;
    }
  }
  return undefined;
}
