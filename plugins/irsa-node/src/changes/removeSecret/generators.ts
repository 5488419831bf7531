import { isDeepStrictEqual } from 'node:util';
import { posix } from 'node:path';
import { isSeq, YAMLMap } from 'yaml';
import { isCredentialKey } from '../detach/credentialNames';
import { Json, listOf } from '../detach/podFields';
import { readKustomization, referencesOf } from '../kustomize/kustomization';
import { Splices } from '../Splices';
import { ChangeImpossibleError, FileEdit } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';
import { pairOf, usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { asMap, TextEditor } from '../yaml/TextEditor';
import { SecretRemoval } from './types';

/** An entry of `secretGenerator`, and the kustomization that it stands in. */
export interface Generator {
  path: string;
  index: number;
  entry: Json;
}

/** Entries of `secretGenerator` that may make a Secret of this name: Kustomize adds to both ends of it. */
export function generatorsOf(
  files: ReadonlyMap<string, string>,
  kustomizations: readonly string[],
  name: string,
): Generator[] {
  const all = kustomizations.flatMap(path =>
    listOf(
      readKustomization({ path, content: files.get(path)! }),
      'secretGenerator',
    ).map((entry, index) => ({ path, index, entry })),
  );
  const named = all.filter(
    ({ entry }) =>
      typeof entry.name === 'string' &&
      entry.name !== '' &&
      name.includes(entry.name),
  );
  const longest = Math.max(
    ...named.map(({ entry }) => String(entry.name).length),
  );
  return named.filter(({ entry }) => String(entry.name).length === longest);
}

/**
 * Takes an entry of a generator out, with the files that only it reads; of one that makes other data too, the AWS keys. Pure. Throws
 * ChangeImpossibleError.
 *
 * @param kustomizations - all that the environment is made of
 */
export function removeGenerated(
  files: ReadonlyMap<string, string>,
  kustomizations: readonly string[],
  { path, index, entry }: Generator,
  { awsKeys, otherKeys, name }: SecretRemoval,
): FileEdit[] {
  if (entry.behavior !== undefined && entry.behavior !== 'create') {
    throw new ChangeImpossibleError(
      'mixed',
      `secretGenerator ${entry.name} in ${path} changes the entry of another kustomization. Take the keys of Secret ${name} out by hand.`,
      { path },
    );
  }
  const isAws = (key: string) => awsKeys.includes(key) || isCredentialKey(key);
  const folder = posix.dirname(path);
  const at = (named: string) =>
    posix.join(folder, named.slice(named.indexOf('=') + 1));
  const literals = textsIn(entry, 'literals');
  const data = textsIn(entry, 'files');
  const envs = [
    ...textsIn(entry, 'envs'),
    ...(typeof entry.env === 'string' ? [entry.env] : []),
  ];
  const keyOfFile = (named: string) =>
    named.includes('=') ? named.split('=')[0] : posix.basename(named);
  const linesOf = (named: string) =>
    (files.get(at(named)) ?? '').split(/(?<=\n)/);
  const goes = (line: string) => {
    const key = keyOfLine(line);
    return key !== undefined && isAws(key);
  };
  const stays = (named: string) =>
    linesOf(named).some(line => keyOfLine(line) !== undefined && !goes(line));
  const isWhole =
    otherKeys.length === 0 &&
    literals.every(each => isAws(each.split('=')[0])) &&
    data.every(each => isAws(keyOfFile(each))) &&
    !envs.some(stays);
  const gone = {
    literals: literals.filter(each => isAws(each.split('=')[0])),
    files: data.filter(each => isAws(keyOfFile(each))),
    envs: envs.filter(each => linesOf(each).some(goes) && !stays(each)),
  };
  const edited = isWhole
    ? []
    : envs.filter(each => stays(each) && linesOf(each).some(goes));
  const readBy = (named: string) =>
    kustomizations.flatMap(each =>
      referencesOf(
        readKustomization({ path: each, content: files.get(each)! })!,
      ).data.filter(
        other => posix.join(posix.dirname(each), other) === at(named),
      ),
    ).length;
  const shared = edited.find(each => readBy(each) > 1);
  const signed = edited.find(each =>
    linesOf(each).some(line => /^\s*sops_mac\s*=/.test(line)),
  );
  if (shared ?? signed) {
    throw new ChangeImpossibleError(
      'mixed',
      `${at((shared ?? signed)!)} holds AWS keys and other data, and ${
        signed
          ? 'SOPS has signed all of it. Take the keys out with sops'
          : 'is read by several generators. Take the keys out by hand'
      }.`,
      { path: at((shared ?? signed)!) },
    );
  }
  const kustomization = editKustomization(
    { path, content: files.get(path)! },
    (map, editor, value) => {
      const generators = value.secretGenerator as Json[];
      if (isWhole) {
        editor.changeList(map, 'secretGenerator', [index], []);
        generators.splice(index, 1);
        if (generators.length === 0) {
          delete value.secretGenerator;
        }
        return;
      }
      const list = pairOf(map, 'secretGenerator')!.value;
      const own = isSeq(list) ? asMap(list.items[index]) : undefined;
      for (const [field, texts] of Object.entries(gone)) {
        const present = generators[index][field];
        if (own && Array.isArray(present) && texts.length > 0) {
          const items = present.flatMap((each, i) =>
            texts.includes(each) ? [i] : [],
          );
          editor.changeList(own, field, items, []);
          const left = present.filter(each => !texts.includes(each));
          if (left.length > 0) {
            generators[index][field] = left;
          } else {
            delete generators[index][field];
          }
        }
      }
      if (own && gone.envs.includes(String(generators[index].env))) {
        editor.removePair(own, pairOf(own, 'env')!);
        delete generators[index].env;
      }
    },
  );
  const dropped = (
    isWhole ? [...data, ...envs] : [...gone.files, ...gone.envs]
  ).filter(each => readBy(each) === 1);
  return [
    ...kustomization,
    ...[...new Set(dropped)].map(each => ({ path: at(each), content: null })),
    ...edited.map(each => ({
      path: at(each),
      content: linesOf(each)
        .filter(line => !goes(line))
        .join(''),
    })),
  ];
}

/** The kustomization without a file or folder among what it takes over. */
export function withoutResource(
  path: string,
  content: string,
  gone: string,
): FileEdit[] {
  return editKustomization({ path, content }, (map, editor, value) => {
    for (const field of ['resources', 'bases', 'components']) {
      const named = textsIn(value, field);
      const items = named.flatMap((each, at) =>
        posix.join(posix.dirname(path), each) === gone ? [at] : [],
      );
      if (items.length > 0) {
        editor.changeList(map, field, items, []);
        const left = named.filter((_, at) => !items.includes(at));
        if (left.length > 0) {
          value[field] = left;
        } else {
          delete value[field];
        }
      }
    }
  });
}

/** Changes one kustomization in its text, and compares what it says then with what was meant. */
function editKustomization(
  { path, content }: { path: string; content: string },
  change: (map: YAMLMap, editor: TextEditor, value: Json) => void,
): FileEdit[] {
  const [document] = new ManifestFile(path, content).documents;
  const map = asMap(document?.contents);
  const splices = new Splices(content);
  const wanted = document?.toJS() as Json;
  const guard = guardOf(path, document ? usedAnchors(document) : new Set());
  if (!map || usedAnchors(document).size > 0) {
    return guard.refuse('secretGenerator or resources');
  }
  change(map, new TextEditor(splices), wanted);
  const after = new ManifestFile(path, splices.result());
  if (!after.isReadable || !isDeepStrictEqual(after.values(), [wanted])) {
    throw new ChangeImpossibleError(
      'unproven',
      `${path} is written in a way in which the change could not be made without touching more than planned. Make it by hand.`,
      { path },
    );
  }
  return after.content === content ? [] : [{ path, content: after.content }];
}

function keyOfLine(line: string): string | undefined {
  return /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(?:=|$)/.exec(line)?.[1];
}

function textsIn(entry: Json, field: string): string[] {
  const value = entry[field];
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}
