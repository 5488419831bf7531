import { isDeepStrictEqual } from 'node:util';
import { CustomResourceRule } from '../../audit/customResources/types';
import { WorkloadChange } from '../changeManifests';
import { proveObjects } from '../proveChange';
import { ChangeImpossibleError, TextFile } from '../types';
import { findResource } from './changeTerraform';
import { HclBlock } from './hclTypes';
import { TerraformFolder, TerraformResource, textIn } from './TerraformFolder';
import { objectsOf } from './toObject';

/**
 * Proves edited files of one folder: what they say is compared with what was planned, all other blocks are byte for byte as they were, and
 * the detector looks at what is left. Pure.
 *
 * @returns what was proven, one sentence each. Throws ChangeImpossibleError.
 */
export function proveTerraform(
  before: readonly TextFile[],
  after: readonly TextFile[],
  change: WorkloadChange,
  catalogue: readonly CustomResourceRule[],
): string[] {
  const [old, now] = [before, after].map(files => new TerraformFolder(files));
  const touched = [
    change.workload,
    ...(change.serviceAccount
      ? [
          {
            ...change.workload,
            kind: 'ServiceAccount',
            name: change.serviceAccount.name,
          },
        ]
      : []),
  ].flatMap(object => findResource(now, object) ?? []);
  assertOthersAsBefore(old, now, touched);
  return proveObjects(objectsOf(old), objectsOf(now), change, catalogue);
}

/** All blocks but those of some resources are byte for byte as they were; a file that has gone had no others. Throws ChangeImpossibleError. */
export function assertOthersAsBefore(
  before: TerraformFolder,
  after: TerraformFolder,
  touched: readonly TerraformResource[],
): void {
  const addresses = new Set(touched.map(({ block }) => addressOf(block)));
  const others = ({ files, broken }: TerraformFolder) => [
    broken,
    ...files
      .map(file => [
        file.path,
        ...file.body.attributes.map(each => textIn(file, each)),
        ...file.body.blocks
          .filter(block => !addresses.has(addressOf(block)))
          .map(block => textIn(file, block)),
      ])
      .filter(texts => texts.length > 1),
  ];
  if (!isDeepStrictEqual(others(before), others(after))) {
    throw new ChangeImpossibleError(
      'unproven',
      'With the change, other blocks would not be as they were. Make it by hand.',
    );
  }
}

function addressOf({ type, labels }: HclBlock): string {
  return JSON.stringify([type, ...labels]);
}
