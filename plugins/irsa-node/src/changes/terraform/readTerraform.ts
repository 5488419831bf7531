import { credentialVariables } from '../detach/credentialNames';
import { KubernetesObject } from '../../audit/types';
import { TextFile } from '../types';
import { HclExpression } from './hclTypes';
import { dynamicIn, placeOf, podSpecOf } from './hiddenParts';
import { TerraformFolder } from './TerraformFolder';
import { isUnread, toObject } from './toObject';

/** Without these words a file says nothing of workloads. */
const MAYBE_WORKLOAD = /\b(kubernetes_|kubectl_|helm_release|module\b)/;

/** A file and a line, from 1. */
export interface TerraformPlace {
  path: string;
  line: number;
}

/** What one folder of Terraform makes in a cluster, as far as it is written there. */
export interface TerraformReading {
  /** Values of Secrets that are written out are in them. A name with `${` in it is one that the files do not tell. */
  objects: KubernetesObject[];
  /** Where each object is written. */
  places: ReadonlyMap<KubernetesObject, TerraformPlace>;
  /** What was not read, without a full stop. */
  unread: (TerraformPlace & { text: string })[];
  /** Modules that are given a key by its name. What they make of it is in their own files. */
  keysOfModules: (TerraformPlace & { name: string; keys: string[] })[];
}

/** Whether a file is one of Terraform or OpenTofu that is read here. */
export function isTerraform(path: string): boolean {
  return /\.(tf|tofu)$/i.test(path);
}

/** The objects of the provider `kubernetes` in the files of one folder, which Terraform reads together. Pure. */
export function readTerraform(files: readonly TextFile[]): TerraformReading {
  return readingOf(new TerraformFolder(files), files);
}

/** @param files - those of the folder, also what could not be read */
export function readingOf(
  folder: TerraformFolder,
  files: readonly TextFile[],
): TerraformReading {
  const places = new Map<KubernetesObject, TerraformPlace>();
  for (const resource of folder.resources) {
    const object = toObject(folder, resource);
    if (object) {
      places.set(object, placeOf(resource.file, resource.block.start));
    }
  }
  return {
    objects: [...places.keys()],
    places,
    unread: unreadIn(folder, files),
    keysOfModules: keysOfModules(folder),
  };
}

function unreadIn(
  folder: TerraformFolder,
  files: readonly TextFile[],
): TerraformReading['unread'] {
  const isAbout = (path: string) =>
    files.some(each => each.path === path && MAYBE_WORKLOAD.test(each.content));
  return [
    ...folder.broken
      .filter(({ path }) => isAbout(path))
      .map(({ path, line }) => ({
        path,
        line,
        text: 'could not be read as Terraform, so nothing in it is known or changed',
      })),
    ...folder.resources
      .filter(({ isLookedUp }) => !isLookedUp)
      .flatMap(resource => {
        const { file, block, type, label } = resource;
        const spec = podSpecOf(resource);
        const dynamic = spec && dynamicIn(spec);
        if (dynamic) {
          return {
            ...placeOf(file, dynamic.start),
            text: `what ${type}.${label} makes by a dynamic block is not read; ask the cluster`,
          };
        }
        return isUnread(type)
          ? {
              ...placeOf(file, block.start),
              text: `${type}.${label} is not read; ask the cluster what it makes`,
            }
          : [];
      }),
  ];
}

function keysOfModules(
  folder: TerraformFolder,
): TerraformReading['keysOfModules'] {
  return folder.blocksOf('module').flatMap(({ file, block }) => {
    const keys = new Set(
      block.body.attributes.flatMap(({ value }) =>
        [...namesIn(value)].filter(name => credentialVariables.has(name)),
      ),
    );
    const [name = ''] = block.labels;
    return keys.size === 0
      ? []
      : [{ ...placeOf(file, block.start), name, keys: [...keys] }];
  });
}

/** Keys and texts of a value. */
function* namesIn(value: HclExpression): Generator<string> {
  if (value.type === 'text') {
    yield value.value;
  } else if (value.type === 'list') {
    for (const item of value.items) {
      yield* namesIn(item);
    }
  } else if (value.type === 'object') {
    for (const item of value.items) {
      yield item.key ?? '';
      yield* namesIn(item.value);
    }
  }
}
