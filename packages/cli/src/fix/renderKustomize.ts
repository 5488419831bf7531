import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);
const PROGRAMS: readonly [string, string][] = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
];
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 64 * 1024 * 1024;
/** Of a tree that is copied to be rendered with a change in it. */
const MAX_TREE = 100 * 1024 * 1024;

/** Kustomize could not render. The message quotes nothing of a file. */
export class RenderError extends Error {
  readonly name = 'RenderError';
}

/** What Kustomize makes of a folder, by kubectl or by kustomize itself. Throws RenderError. */
export async function renderKustomize(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<KubernetesObject[]> {
  for (const [program, command] of PROGRAMS) {
    let text: string;
    try {
      const { stdout } = await run(program, [command, folder], {
        env,
        timeout: TIMEOUT_MS,
        maxBuffer: MAX_OUTPUT,
      });
      text = stdout;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') {
        continue;
      }
      // Its message may quote a line of a file.
      throw new RenderError(
        `${program} ${command} ${folder} fails. Run it to see why.`,
      );
    }
    return (parseAllDocuments(text) as { toJS(): unknown }[])
      .map(document => document.toJS() as KubernetesObject)
      .filter(Boolean);
  }
  throw new RenderError(
    'Neither kubectl nor kustomize is on this machine, and a change of an overlay is only written when it could be rendered. Install one of them.',
  );
}

/** Renders a folder as it would be with other texts, in a copy of its tree. Throws RenderError. */
export async function renderWith(
  tree: string,
  folder: string,
  texts: ReadonlyMap<string, string>,
  env: NodeJS.ProcessEnv,
): Promise<KubernetesObject[]> {
  const copy = mkdtempSync(path.join(tmpdir(), 'irsa-audit-'));
  try {
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
    return await renderKustomize(
      path.join(copy, path.relative(tree, folder)),
      env,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
