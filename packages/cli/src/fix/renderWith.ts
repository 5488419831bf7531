import { cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  inWorkFolder,
  KubernetesObject,
  RenderError,
  renderKustomize,
} from 'backstage-plugin-irsa-node';

/** Of a tree that is copied to be rendered with a change in it. */
const MAX_TREE = 100 * 1024 * 1024;

/** Renders a folder as it would be with other texts, in a copy of its tree. Throws RenderError. */
export function renderWith(
  tree: string,
  folder: string,
  texts: ReadonlyMap<string, string>,
  { PATH: searchPath }: NodeJS.ProcessEnv,
): Promise<KubernetesObject[]> {
  return inWorkFolder(new Map(), async copy => {
    let bytes = 0;
    cpSync(tree, copy, {
      recursive: true,
      filter: source => {
        if (/[\\/](node_modules|\.git|\.terraform)$/.test(source)) {
          return false;
        }
        const { size } = statSync(source, { throwIfNoEntry: false }) ?? {};
        bytes += size ?? 0;
        if (bytes > MAX_TREE) {
          throw new RenderError(
            'tooMuch',
            `${tree} is too large to be copied and rendered with the change. Name a smaller folder.`,
          );
        }
        return size !== undefined;
      },
    });
    for (const [file, text] of texts) {
      const target = path.join(copy, path.relative(tree, file));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    return renderKustomize(path.join(copy, path.relative(tree, folder)), {
      searchPath,
      title: folder,
    });
  });
}
