import { parseAllDocuments } from 'yaml';
import { isObject, JsonObject } from '../json';

/**
 * Manifests that KSOPS decrypts for a kustomization, as paths from its folder. Of an encrypted manifest the names are plain.
 *
 * @param read - the text of a generator that is in a file of its own
 * @see {@link https://github.com/viaduct-ai/kustomize-sops}
 */
export function encryptedManifests(
  { generators }: JsonObject,
  read: (named: string) => string | undefined,
): string[] {
  return (Array.isArray(generators) ? generators : [])
    .filter((each): each is string => typeof each === 'string')
    .flatMap(each => documentsIn(each.includes('\n') ? each : read(each)))
    .filter(({ kind }) => /^ksops$/i.test(String(kind)))
    .flatMap(({ files }) => (Array.isArray(files) ? files : []))
    .filter((file): file is string => typeof file === 'string');
}

function documentsIn(text = ''): JsonObject[] {
  return parseAllDocuments(text)
    .filter(({ errors }) => errors.length === 0)
    .map(document => document.toJS())
    .filter(isObject);
}
