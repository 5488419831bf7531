import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Manifests } from '../../../packages/cli/src/files/readManifests';
import { Case } from './types';

const CORPUS = path.resolve(__dirname, '../../corpus');
const LABELS = /^expected.*\.json$/;

/** The names of all labelled folders, sorted. */
export function corpusFolders(): string[] {
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && LABELS.test(entry.name))
    .map(({ parentPath }) => path.relative(CORPUS, parentPath))
    .filter((name, at, all) => all.indexOf(name) === at)
    .sort();
}

/** The objects of a folder, with those that a kustomization of it generates. */
export async function readCase(name: string): Promise<Case> {
  const manifests = new Manifests({
    appliesKustomizations: true,
    cwd: CORPUS,
    stdin: Readable.from([]),
    note: () => {},
  });
  await manifests.read([path.join(CORPUS, name)]);
  // Label files look a little like objects.
  const objects = manifests.objects.filter(({ apiVersion }) => apiVersion);
  return { name, objects };
}
