import { auditObjects } from '../../audit/auditObjects';
import { CustomResourceRule } from '../../audit/customResources/types';
import { KubernetesObject } from '../../audit/types';
import { Fix, FixOptions, planFixes } from '../planFixes';
import { ChangeImpossibleError, TextFile } from '../types';
import { findResource, resourcesOf } from './changeTerraform';
import { hiddenEndpoint } from './hiddenEndpoint';
import { readingOf, TerraformReading } from './readTerraform';
import { isHidden, TerraformFolder } from './TerraformFolder';
import { toObject } from './toObject';

/** What one folder of Terraform says of a cluster. */
export interface TerraformPlan {
  /** What its resources make, as far as it is written there. Values of Secrets that are written out are in them. */
  objects: KubernetesObject[];
  /** What can be done for each object with a key, with the file that it is written in. */
  fixes: (Fix & { path: string })[];
  /** What was not read, without a full stop. */
  unread: TerraformReading['unread'];
}

export interface TerraformOptions extends FixOptions {
  catalogue: readonly CustomResourceRule[];
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
  const { objects, unread, keysOfModules } = readingOf(folder, files);
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
    fixes: [
      ...fixes,
      ...keysOfModules.map(({ path, line, name, keys }) => ({
        path,
        object: { kind: 'module', name },
        reason: `It is given ${keys.join(
          ', ',
        )} (${path}:${line}), and what it makes of it is in its own files. Change the module, then what it is given.`,
      })),
    ],
    unread,
  };
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
