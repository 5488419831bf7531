import path from 'node:path';
import {
  changeManifests,
  ChangeImpossibleError,
  Fix,
  ObjectName,
} from 'backstage-plugin-irsa-node';
import { Manifests } from '../files/readManifests';
import { environmentsOf } from './environments';
import { fixOverlay, OverlayOptions } from './fixOverlays';

/** What came of all fixes. */
export interface Done {
  /** New texts by absolute path. */
  texts: ReadonlyMap<string, string>;
  fixed: Fix[];
  left: { object: ObjectName; reason: string }[];
  /** Workloads of shared bases, by environment. */
  patched: { object: ObjectName; environment: string; fix?: Fix }[];
}

export interface ApplyOptions extends OverlayOptions {
  /** Only files below these may be changed. */
  roots: readonly string[];
  cwd: string;
  /** Files of patches, which hold no objects. */
  patchFiles: ReadonlySet<string>;
}

type Read = Pick<Manifests, 'texts' | 'kustomizations' | 'objects' | 'places'>;
type ReadAndApplied = Read & {
  /** Whether a kustomization changes what a workload's change depends on. */
  isChangedThere: (object: ObjectName) => boolean;
};

/** Applies one change after the other, in memory; one that cannot be written changes nothing. */
export async function applyAll(
  fixes: readonly Fix[],
  read: ReadAndApplied,
  options: ApplyOptions,
): Promise<Done> {
  const { roots, cwd, patchFiles } = options;
  const now = new Map(
    [...read.texts].filter(([file]) =>
      roots.some(root => isWithin(root, file)),
    ),
  );
  const fixed: Fix[] = [];
  const left: Done['left'] = [];
  const patched: Done['patched'] = [];
  for (const fix of fixes) {
    const { object, change } = fix;
    const environments = environmentsFor(object, read);
    if (
      environments.length > 1 ||
      (environments.length === 1 && read.isChangedThere(object))
    ) {
      for (const environment of environments) {
        const outcome = roots.some(root => isWithin(root, environment))
          ? await fixOverlay(object, environment, now, options)
          : {
              environment: path.basename(path.dirname(environment)),
              reason: 'Its overlay is outside of the given paths.',
            };
        if ('texts' in outcome) {
          outcome.texts.forEach((text, file) => now.set(file, text));
        }
        if ('reason' in outcome && outcome.reason !== undefined) {
          const reason = `In environment ${outcome.environment}: ${outcome.reason}`;
          left.push({ object, reason: relative(reason, cwd) });
        } else {
          patched.push({ object, ...outcome });
        }
      }
    } else if (!change) {
      left.push(fix);
    } else {
      const names = [object.name, change.serviceAccount?.name ?? object.name];
      try {
        changeManifests(
          [...now]
            .filter(
              ([file, content]) =>
                !patchFiles.has(file) &&
                names.some(name => content.includes(name)),
            )
            .map(([file, content]) => ({ path: file, content })),
          change,
        ).forEach(({ path: file, content }) => now.set(file, content));
        fixed.push(fix);
      } catch (error) {
        if (!(error instanceof ChangeImpossibleError)) {
          throw error;
        }
        left.push({ object, reason: relative(error.message, cwd) });
      }
    }
  }
  return {
    texts: new Map(
      [...now].filter(([file, text]) => read.texts.get(file) !== text),
    ),
    fixed,
    left,
    patched,
  };
}

/** The environments that get an object from one file, which one role would not fit. */
export function sharedBy(object: ObjectName, read: Read): string[] {
  const environments = environmentsFor(object, read);
  return environments.length > 1 ? environments : [];
}

/** The environments that get an object from one file; the most of any file that writes it. */
function environmentsFor(
  { kind, namespace = '', name }: ObjectName,
  { objects, places, kustomizations }: Read,
): string[] {
  return objects
    .filter(
      each =>
        each.kind === kind &&
        each.metadata?.name === name &&
        (each.metadata?.namespace ?? '') === namespace,
    )
    .map(each => environmentsOf(places.get(each) ?? '', kustomizations))
    .reduce((most, each) => (each.length > most.length ? each : most), []);
}

export function isWithin(root: string, file: string): boolean {
  const inside = path.relative(root, file);
  return !inside.startsWith('..') && !path.isAbsolute(inside);
}

function relative(message: string, cwd: string): string {
  return message.replaceAll(`${cwd}${path.sep}`, '');
}
