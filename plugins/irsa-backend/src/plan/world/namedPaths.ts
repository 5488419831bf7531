import { containersOf, Json, listOf } from './podTemplate';

/** A path at which something is mounted, and the paths below it at which something else is. */
export interface MountedPath {
  path: string;
  below: string[];
}

/** Where the containers of a Pod have volumes; without the slash at the end. */
export function mountedPaths(spec: Json): MountedPath[] {
  const paths = [
    ...new Set(
      containersOf(spec).flatMap(({ container }) =>
        listOf(container, 'volumeMounts').map(({ mountPath }) =>
          String(mountPath).replace(/\/$/, ''),
        ),
      ),
    ),
  ];
  return paths
    .filter(path => path !== '')
    .map(path => ({
      path,
      below: paths.filter(each => each.startsWith(`${path}/`)),
    }));
}

/** Whether a text names a path or something below it, and nothing of what else is mounted there. */
export function isNamedIn(text: string, { path, below }: MountedPath): boolean {
  for (
    let at = text.indexOf(path);
    at >= 0;
    at = text.indexOf(path, at + path.length)
  ) {
    const isWhole =
      !/[\w.-]/.test(text[at - 1] ?? '') &&
      !/[\w.-]/.test(text[at + path.length] ?? '');
    if (isWhole && !below.some(each => text.startsWith(each, at))) {
      return true;
    }
  }
  return false;
}
