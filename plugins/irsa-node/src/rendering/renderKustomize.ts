import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../audit/types';
import { RenderError } from './RenderError';
import { runProgram } from './runProgram';
import { inWorkFolder } from './workFolder';

const PROGRAMS: readonly [string, string][] = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
];

/**
 * What Kustomize makes of a folder, by kubectl or by kustomize itself. Throws RenderError.
 *
 * @param options - `searchPath`: where programs are looked for
 */
export async function renderKustomize(
  folder: string,
  options: { searchPath?: string; title?: string } = {},
): Promise<KubernetesObject[]> {
  const { searchPath, title = folder } = options;
  for (const [program, command] of PROGRAMS) {
    try {
      const text = await runProgram(program, [command, '.'], {
        folder,
        searchPath,
      });
      return (parseAllDocuments(text) as { toJS(): unknown }[])
        .map(document => document.toJS() as KubernetesObject)
        .filter(Boolean);
    } catch (error) {
      if (!(error instanceof RenderError)) {
        throw error;
      }
      if (error.problem !== 'noProgram') {
        const what = `${program} ${command} ${title}`;
        throw new RenderError(
          error.problem,
          error.problem === 'failed'
            ? `${what} fails. Run it to see why.`
            : `${what}: ${error.message}`,
        );
      }
    }
  }
  throw new RenderError(
    'noProgram',
    'Neither kubectl nor kustomize is on this machine, and a change of what Kustomize builds is only written when it could be rendered. Install one of them where this runs (https://kubectl.docs.kubernetes.io/installation/kustomize/).',
  );
}

/**
 * What Kustomize makes of files that are in memory. They are written to a folder of their own for the time being. Throws RenderError.
 *
 * @param folder - of the kustomization; `''` is the root
 */
export function renderFiles(
  files: ReadonlyMap<string, string>,
  folder: string,
  options: { searchPath?: string } = {},
): Promise<KubernetesObject[]> {
  return inWorkFolder(files, root =>
    renderKustomize(path.join(root, folder), { ...options, title: folder }),
  );
}
