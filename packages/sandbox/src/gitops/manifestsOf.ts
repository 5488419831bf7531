import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { HostedRepository } from '../git';
import { KubeObject } from '../kubernetes/types';

/** How Argo CD names what a folder holds. */
export type SourceType = 'Directory' | 'Kustomize';

export interface Manifests {
  type: SourceType;
  objects: KubeObject[];
}

const KUSTOMIZATIONS = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];
const MANIFEST = /\.(ya?ml|json)$/;

/**
 * The objects of a folder at a commit: as they stand, or of a kustomization as `kubectl kustomize` renders it. Folders
 * below it are read by kustomizations only. Throws when the folder is not there or cannot be rendered.
 */
export async function manifestsOf(
  repository: HostedRepository,
  commit: string,
  folder: string,
): Promise<Manifests> {
  const facts = await repository.git.commit(commit);
  const entries = facts && (await repository.git.tree(facts.tree, true));
  const at = folder.replace(/^(\.?\/)+|\/+$/g, '');
  const below = (entries ?? []).filter(
    ({ path, type }) =>
      type === 'blob' && (at === '' || at === '.' || path.startsWith(`${at}/`)),
  );
  if (below.length === 0) {
    throw new Error(`${folder}: app path does not exist`);
  }
  const direct = below
    .map(entry => ({
      ...entry,
      name: at && at !== '.' ? entry.path.slice(at.length + 1) : entry.path,
    }))
    .filter(({ name }) => !name.includes('/'));
  if (direct.some(({ name }) => KUSTOMIZATIONS.includes(name))) {
    const text = await rendered(repository, commit, at);
    return { type: 'Kustomize', objects: objectsOf(text, folder) };
  }
  const objects: KubeObject[] = [];
  for (const { name, sha, path } of direct) {
    if (MANIFEST.test(name)) {
      const content = await repository.git.blob(sha);
      objects.push(...objectsOf((content ?? '').toString(), path));
    }
  }
  return { type: 'Directory', objects };
}

function objectsOf(text: string, path: string): KubeObject[] {
  const documents = parseAllDocuments(text);
  if ('empty' in documents) {
    return [];
  }
  return documents.flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${path}: ${error.message.split('\n')[0]}`);
    }
    const object = document.toJS() as KubeObject | null;
    if (!object) {
      return [];
    }
    if (!object.apiVersion || !object.kind || !object.metadata?.name) {
      throw new Error(`${path}: apiVersion, kind or metadata.name is missing`);
    }
    return [object];
  });
}

async function rendered(
  repository: HostedRepository,
  commit: string,
  folder: string,
): Promise<string> {
  const checkout = await mkdtemp(join(tmpdir(), 'irsa-checkout-'));
  try {
    await repository.git.checkout(commit, checkout);
    return await kustomize(join(checkout, folder));
  } finally {
    await rm(checkout, { recursive: true, force: true });
  }
}

function kustomize(folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', ['kustomize', folder]);
    let out = '';
    let problem = '';
    child.stdout.on('data', chunk => {
      out += chunk;
    });
    child.stderr.on('data', chunk => {
      problem += chunk;
    });
    child.on('error', () =>
      reject(
        new Error(
          'kubectl is not on this machine, and renders kustomizations here',
        ),
      ),
    );
    child.on('close', code =>
      code === 0
        ? resolve(out)
        : reject(new Error(`kustomize: ${problem.trim().split('\n')[0]}`)),
    );
  });
}
