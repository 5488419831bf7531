import path from 'node:path';
import {
  AuditFinding,
  kindOf,
  KubernetesObject,
  ObjectName,
} from 'backstage-plugin-irsa-node';
import { Manifests } from '../files/readManifests';
import { ApplyOptions, Done, isWithin } from './applyAll';
import { environmentsOf } from './environments';
import { fixOverlay } from './fixOverlays';

/**
 * Takes out what kustomizations bring: patches, components and replacements give workloads a key that no manifest has. Each environment is
 * rendered and gets a change of its own.
 *
 * @param read - the files with all that was changed until now, as Kustomize makes objects of them
 * @param findings - of its objects
 * @returns what was done until now, and this
 */
export async function fixPatched(
  done: Done,
  read: Manifests,
  findings: readonly AuditFinding[],
  options: ApplyOptions & { isWanted: (object: ObjectName) => boolean },
): Promise<Done> {
  const { roots, cwd, isWanted } = options;
  const texts = new Map([...read.texts, ...done.texts]);
  const changed = new Map(done.texts);
  const patched = [...done.patched];
  const left = [...done.left];
  const isLeft = new Set(done.left.map(({ object }) => idOf(object)));
  for (const written of keyed(read, findings)) {
    const object = nameOf(written);
    if (isLeft.has(idOf(object)) || !isWanted(object)) {
      continue;
    }
    const file = read.places.get(written);
    const environments = file ? environmentsOf(file, read.kustomizations) : [];
    if (!file || read.patchFiles.has(file) || environments.length === 0) {
      left.push({
        object,
        reason: `Its key comes by a patch${
          file ? ` (${path.relative(cwd, file)})` : ''
        } of an object that is in none of these files. Name the files that it is written in too, or take the key out of the patch by hand.`,
      });
      continue;
    }
    for (const environment of environments) {
      const outcome = roots.some(root => isWithin(root, environment))
        ? await fixOverlay(object, environment, texts, options)
        : {
            environment: path.basename(path.dirname(environment)),
            reason: 'Its overlay is outside of the given paths.',
          };
      if ('texts' in outcome) {
        outcome.texts.forEach((text, at) => {
          texts.set(at, text);
          changed.set(at, text);
        });
        patched.push({ object, ...outcome });
      } else if ('reason' in outcome && outcome.reason !== undefined) {
        left.push({
          object,
          reason: `In environment ${
            outcome.environment
          }: ${outcome.reason.replaceAll(`${cwd}${path.sep}`, '')}`,
        });
      }
    }
  }
  return { ...done, texts: changed, patched, left };
}

/** Workloads with a key, as they are written; each once. */
function keyed(
  read: Manifests,
  findings: readonly AuditFinding[],
): KubernetesObject[] {
  const ids = new Set(
    findings
      .filter(
        ({ kind, verdict }) =>
          kindOf(kind)?.template !== undefined &&
          (verdict === 'static-aws' || verdict === 'irsa-shadowed'),
      )
      .map(idOf),
  );
  return [
    ...new Set(
      read.objects
        .filter(each => ids.has(idOf(nameOf(each))))
        .map(each => read.originalOf(each)),
    ),
  ];
}

function nameOf({ kind, metadata }: KubernetesObject): ObjectName {
  const { name = '', namespace } = metadata ?? {};
  return { kind: String(kind), name, ...(namespace ? { namespace } : {}) };
}

function idOf({ kind, namespace = '', name }: ObjectName): string {
  return JSON.stringify([kind, namespace, name]);
}
