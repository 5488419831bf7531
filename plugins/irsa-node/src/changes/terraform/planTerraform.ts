import { auditObjects } from '../../audit/auditObjects';
import { CustomResourceRule } from '../../audit/customResources/types';
import { KubernetesObject } from '../../audit/types';
import { credentialVariables } from '../detach/credentialNames';
import { Fix, FixOptions, planFixes } from '../planFixes';
import { ChangeImpossibleError, TextFile } from '../types';
import { findResource, resourcesOf } from './changeTerraform';
import { HclExpression } from './hclTypes';
import { hiddenEndpoint } from './hiddenEndpoint';
import { dynamicIn, placeOf, podSpecOf } from './hiddenParts';
import { isHidden, TerraformFolder } from './TerraformFolder';
import { isUnread, objectsOf, toObject } from './toObject';

/** Without these words a file says nothing of workloads. */
const MAYBE_WORKLOAD = /\b(kubernetes_|kubectl_|helm_release|module\b)/;

/** What one folder of Terraform says of a cluster. */
export interface TerraformPlan {
  /** What its resources make, as far as it is written there. Values of Secrets that are written out are in them. */
  objects: KubernetesObject[];
  /** What can be done for each object with a key, with the file that it is written in. */
  fixes: (Fix & { path: string })[];
  /** What was not read, without a full stop. */
  unread: { path: string; line: number; text: string }[];
}

export interface TerraformOptions extends FixOptions {
  catalogue: readonly CustomResourceRule[];
}

/** Whether a file is one of Terraform or OpenTofu that is read here. */
export function isTerraform(path: string): boolean {
  return /\.(tf|tofu)$/i.test(path);
}

/**
 * What the resources of the provider `kubernetes` in one folder need so that no workload gets a static key of AWS, by the same rules as
 * manifests (`planFixes`). What hides behind variables, modules, `for_each` or dynamic blocks is left with the reason. Pure.
 */
export function planTerraform(
  files: readonly TextFile[],
  { catalogue, ...options }: TerraformOptions,
): TerraformPlan {
  const folder = new TerraformFolder(files);
  const objects = objectsOf(folder);
  const fixes = planFixes(
    objects,
    auditObjects(objects, { catalogue }),
    options,
  ).map(fix => ({
    ...withObstacle(folder, objects, fix),
    path: resourcesOf(folder, fix.object)[0]?.file.path ?? files[0].path,
  }));
  return {
    objects,
    fixes: [...fixes, ...modulesWithKeys(folder)],
    unread: unreadIn(folder, files),
  };
}

function unreadIn(
  folder: TerraformFolder,
  files: readonly TextFile[],
): TerraformPlan['unread'] {
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

function withObstacle(
  folder: TerraformFolder,
  objects: readonly KubernetesObject[],
  fix: Fix,
): Fix {
  const { object, change } = fix;
  try {
    const resource = findResource(folder, object);
    const workload = resource && toObject(folder, resource);
    if (!workload) {
      return fix;
    }
    const endpoint = change && hiddenEndpoint(workload, objects);
    if (endpoint) {
      return {
        object,
        reason: `Its files do not tell where ${endpoint} leads, so its key may be that of another store than S3 of AWS. If it is one of AWS, change it by hand.`,
      };
    }
  } catch (error) {
    if (error instanceof ChangeImpossibleError) {
      return { object, reason: error.message };
    }
    throw error;
  }
  const role = Object.values(change?.serviceAccount?.annotations ?? {});
  return role.some(isHidden)
    ? {
        object,
        reason:
          'Its namespace or name is in a variable, so it cannot be filled into the role. Name the role without it.',
      }
    : fix;
}

/** Modules that are given a key by its name. What they make of it is in their own files. */
function modulesWithKeys(folder: TerraformFolder): TerraformPlan['fixes'] {
  return folder.blocksOf('module').flatMap(({ file, block }) => {
    const names = block.body.attributes.flatMap(({ value }) =>
      [...namesIn(value)].filter(name => credentialVariables.has(name)),
    );
    const [name = ''] = block.labels;
    return names.length === 0
      ? []
      : [
          {
            path: file.path,
            object: { kind: 'module', name },
            reason: `It is given ${[...new Set(names)].join(', ')} (${
              file.path
            }:${
              placeOf(file, block.start).line
            }), and what it makes of it is in its own files. Change the module, then what it is given.`,
          },
        ];
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
