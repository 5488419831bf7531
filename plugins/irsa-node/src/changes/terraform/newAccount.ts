import { hclString } from '../aws/hcl';
import { AccountChange } from '../changeManifests';
import { Json, listOf } from '../detach/podFields';
import { ChangeImpossibleError } from '../types';
import { HclBlock } from './hclTypes';
import { aligned, inBlock } from './HclEditor';
import { placeOf } from './hiddenParts';
import { TerraformFolder, TerraformResource, textIn } from './TerraformFolder';
import { kindOfResource } from './toObject';

const TYPE = 'kubernetes_service_account';

/** The name of a ServiceAccount as its workload writes it: a reference, so that Terraform makes the ServiceAccount first. */
export function accountReference(
  folder: TerraformFolder,
  workload: TerraformResource,
  { name, action }: AccountChange,
): string {
  const { namespace } = folder.metadataOf(workload);
  const account = folder.resources.find(each => {
    const metadata = folder.metadataOf(each);
    return (
      !each.isLookedUp &&
      kindOfResource(each.type) === 'ServiceAccount' &&
      metadata.name === name &&
      metadata.namespace === namespace
    );
  });
  const { type, label } =
    action === 'create' || !account ? newAddress(folder, workload) : account;
  return `${type}.${label}${
    account && attributeOf(account.block, 'count') ? '[0]' : ''
  }.metadata[0].name`;
}

/** Lines of the resource of a ServiceAccount that a workload gets, with the provider and namespace of the workload. */
export function accountLines(
  folder: TerraformFolder,
  workload: TerraformResource,
  { name, annotations, copied }: AccountChange,
): string[] {
  const { file, block, type, label } = workload;
  const count = attributeOf(block, 'count');
  if (count) {
    throw new ChangeImpossibleError(
      'repeated',
      `${type}.${label} has a count and no ServiceAccount of its own. Write one beside it first.`,
      placeOf(file, count.start),
    );
  }
  const address = newAddress(folder, workload);
  const provider = attributeOf(block, 'provider');
  const metadata = block.body.blocks.find(each => each.type === 'metadata');
  const namespace = metadata && attributeOf(metadata, 'namespace');
  const { imagePullSecrets, automountServiceAccountToken } = (copied ??
    {}) as Json;
  return inBlock(`resource "${address.type}" "${address.label}"`, [
    ...(provider ? [`provider = ${textIn(file, provider.value)}`, ''] : []),
    ...inBlock('metadata', [
      ...aligned([
        ['name', hclString(name)],
        ...(namespace ? [['namespace', textIn(file, namespace.value)]] : []),
      ]),
      'annotations = {',
      ...Object.entries(annotations).map(
        ([key, value]) => `  ${hclString(key)} = ${hclString(value)}`,
      ),
      '}',
    ]),
    ...listOf({ imagePullSecrets }, 'imagePullSecrets').flatMap(secret => [
      '',
      ...inBlock('image_pull_secret', [
        `name = ${hclString(String(secret.name))}`,
      ]),
    ]),
    ...(automountServiceAccountToken === undefined
      ? []
      : [
          '',
          `automount_service_account_token = ${automountServiceAccountToken}`,
        ]),
  ]);
}

/** A resource of the generation that the workload has, named as it. Throws ChangeImpossibleError when the name is taken. */
function newAddress(
  { resources }: TerraformFolder,
  workload: TerraformResource,
): { type: string; label: string } {
  const { label, file, block } = workload;
  const type = workload.type.endsWith('_v1') ? `${TYPE}_v1` : TYPE;
  if (
    resources.some(
      each =>
        each.type.startsWith(TYPE) && each.label === label && !each.isLookedUp,
    )
  ) {
    throw new ChangeImpossibleError(
      'different',
      `There is a resource ${type}.${label} already, with another name of a ServiceAccount. Give the workload a ServiceAccount of its own first.`,
      placeOf(file, block.start),
    );
  }
  return { type, label };
}

function attributeOf({ body }: HclBlock, name: string) {
  return body.attributes.find(each => each.name === name);
}
