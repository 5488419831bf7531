import { isReadinessFile } from '../../readiness/assessReadiness';

/** Source that is not asked about, such as tests, but may name what the source declares. */
const SOURCE =
  /\.(?:py|[cm]?[jt]sx?|go|java|kts?|scala|groovy|cs|fs|vb|rb|rake|php|rs)$/;
const FOREIGN =
  /^(?:node_modules|\.git|\.hg|\.svn|\.venv|venv|site-packages|vendor|target|dist|build|\.next|\.cache|\.terraform)$/;

/** Whether a folder of this name holds the work of others, or what is built. */
export function isForeignFolder(name: string): boolean {
  return FOREIGN.test(name);
}

/**
 * Whether a file of a repository is read for a patch of its source: what readiness looks at, and all other source, for it may know a
 * name that the patch would take out.
 *
 * @param path - from the root, with `/`
 */
export function isSourceText(path: string): boolean {
  return (
    (isReadinessFile(path) || SOURCE.test(path)) &&
    !path.split('/').slice(0, -1).some(isForeignFolder)
  );
}
