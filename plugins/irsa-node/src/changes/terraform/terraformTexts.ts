import { Json } from '../detach/podFields';
import { HclBlock, HclBody } from './hclTypes';
import { objectsOf } from './toObject';
import { isHidden, TerraformFile, TerraformFolder } from './TerraformFolder';

/**
 * What a file of Terraform makes, and what is written out in its blocks, an object each, by the names that lead there: some of it may be
 * secret. Nothing for a text that is something else.
 */
export function terraformTexts(content: string): unknown[] {
  const folder = new TerraformFolder([{ path: '', content }]);
  return [
    ...objectsOf(folder),
    ...folder.files.flatMap(file =>
      file.body.blocks.map(block => ofBlock(folder, file, block)),
    ),
  ];
}

function ofBlock(
  folder: TerraformFolder,
  file: TerraformFile,
  { type, labels, body }: HclBlock,
): Json {
  return [type, ...labels].reduceRight<Json>(
    (inner, name) => ({ [name]: inner }),
    ofBody(folder, file, body),
  );
}

function ofBody(
  folder: TerraformFolder,
  file: TerraformFile,
  { attributes, blocks }: HclBody,
): Json {
  return {
    ...Object.fromEntries(
      attributes.map(({ name, value }) => [
        name,
        withoutHidden(folder.valueOf(file, value)),
      ]),
    ),
    blocks: blocks.map(block => ofBlock(folder, file, block)),
  };
}

function withoutHidden(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutHidden);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withoutHidden(each)]),
    );
  }
  return isHidden(value) ? undefined : value;
}
