import { KubernetesObject } from '../../audit/types';
import { dataKeysOf } from '../../kubernetes/dataKeys';
import { isCredentialKey } from '../detach/credentialNames';
import { Json } from '../detach/podFields';
import { SecretRemoved } from '../removeSecret/removeSecret';
import { namersOf } from '../removeSecret/stillNamed';
import { SecretRemoval } from '../removeSecret/types';
import { Splices } from '../Splices';
import { ChangeImpossibleError, ChangeProblemCode, TextFile } from '../types';
import { findResource, noSuchResource } from './changeTerraform';
import { HclAttribute, HclBlock, HclItem } from './hclTypes';
import { HclEditor } from './HclEditor';
import { placeOf } from './hiddenParts';
import { assertOthersAsBefore } from './proveTerraform';
import { TerraformFolder, TerraformResource, textIn } from './TerraformFolder';
import { isUnread, objectsOf, toObject } from './toObject';

/** Attributes of a Secret that hold its data. */
const DATA = /^(binary_)?data(_wo)?$/;

/** What goes: the whole resource, or these items of its data. */
type Parts = { attribute: HclAttribute; items: HclItem[] }[];

/**
 * Takes a Secret out of the resources of one folder of Terraform or OpenTofu: its resource, or of one with other data too only the items
 * with AWS keys. Everything else stays byte for byte. Pure. The result is read again and compared with what was planned.
 *
 * Throws ChangeImpossibleError, and then nothing is changed.
 */
export function removeTerraformSecret(
  files: readonly TextFile[],
  removal: SecretRemoval,
): SecretRemoved {
  const before = new TerraformFolder(files);
  const { name, namespace } = removal;
  const object = { kind: 'Secret', namespace, name };
  const resource = findResource(before, object);
  if (!resource) {
    throw noSuchResource(before, object);
  }
  const parts = partsOf(resource, removal);
  assertUnnamed(before, resource, removal, parts !== undefined);
  const { file } = resource;
  const content = edited(resource, parts);
  const after = new TerraformFolder(
    files.flatMap(each => {
      const text = each.path === file.path ? content : each.content;
      return text === null ? [] : [{ path: each.path, content: text }];
    }),
  );
  return {
    files: [{ path: file.path, content }],
    proof: prove(before, after, resource, removal, parts !== undefined),
  };
}

/** Undefined when the whole resource goes. */
function partsOf(
  resource: TerraformResource,
  { awsKeys, otherKeys }: SecretRemoval,
): Parts | undefined {
  const { block, type, label } = resource;
  const isAws = (key: string) => awsKeys.includes(key) || isCredentialKey(key);
  const given = block.body.attributes.filter(({ name }) => DATA.test(name));
  const items = given.map(attribute => ({
    attribute,
    items: attribute.value.type === 'object' ? attribute.value.items : [],
  }));
  const isSaid = given.every(
    ({ value }) =>
      value.type === 'object' &&
      value.items.every(({ key }) => key !== undefined),
  );
  const names = items.flatMap(each => each.items.map(({ key }) => key ?? ''));
  const others = [
    ...new Set([...otherKeys, ...names.filter(key => key && !isAws(key))]),
  ];
  if (others.length === 0) {
    const guard = lifecycleOf(block, 'prevent_destroy');
    if (guard && textIn(resource.file, guard.value) !== 'false') {
      throw problem(
        resource,
        'ignored',
        'has prevent_destroy, so Terraform would refuse to take it away. Take that out first.',
      );
    }
    return undefined;
  }
  if (!isSaid) {
    throw problem(
      resource,
      'mixed',
      `makes other data than AWS keys too (${others.join(
        ', ',
      )}), and takes it from a variable or a function. Take the keys out by hand.`,
    );
  }
  const ignored = lifecycleOf(block, 'ignore_changes');
  const words = ignored ? textIn(resource.file, ignored.value) : '';
  if (/\b(all|(binary_)?data(_wo)?)\b/.test(words)) {
    throw problem(
      resource,
      'ignored',
      'has its data in ignore_changes, so Terraform would leave the keys where they are. Take that out first.',
    );
  }
  if (given.some(({ name }) => name.endsWith('_wo'))) {
    throw problem(
      resource,
      'mixed',
      'writes other data than AWS keys too by data_wo, which only counts with a new revision. Take the keys out by hand.',
    );
  }
  const parts = items
    .map(each => ({
      ...each,
      items: each.items.filter(({ key }) => isAws(key!)),
    }))
    .filter(each => each.items.length > 0);
  if (parts.length === 0) {
    throw new ChangeImpossibleError(
      'notFound',
      `${type}.${label} does not make ${awsKeys.join(', ')}.`,
      placeOf(resource.file, block.start),
    );
  }
  return parts;
}

function lifecycleOf(
  { body }: HclBlock,
  name: string,
): HclAttribute | undefined {
  return body.blocks
    .filter(({ type }) => type === 'lifecycle')
    .flatMap(({ body: { attributes } }) => attributes)
    .find(each => each.name === name);
}

/** Nothing may need what goes: neither by its address, which Terraform would refuse, nor by its name in the cluster. */
function assertUnnamed(
  folder: TerraformFolder,
  resource: TerraformResource,
  { name, namespace, awsKeys }: SecretRemoval,
  isInPart: boolean,
): void {
  const { type, label, block } = resource;
  const sharing = folder.resources.find(
    each =>
      /^kubernetes_secret(_v1)?_data$/.test(each.type) &&
      folder.metadataOf(each).name === name,
  );
  if (sharing) {
    throw problem(
      sharing,
      'otherMaker',
      `writes into Secret ${name} too. Take it out by hand.`,
    );
  }
  const address = new RegExp(`(?<![\\w.-])${type}\\.${label}(?![\\w-])`);
  const literal = new RegExp(`"${name.replace(/[.]/g, '\\.')}"`);
  const referring = isInPart
    ? []
    : folder.files.flatMap(file =>
        file.body.blocks
          .filter(each => each !== block)
          .filter(each => {
            const text = textIn(file, each);
            return (
              address.test(text) ||
              (mayNameAnything(each, text) && literal.test(text))
            );
          })
          .map(each => [each.type, ...each.labels].join('.')),
      );
  const namers = namersOf(
    objectsOf(folder).filter(
      each => each.kind !== 'Secret' || each.metadata?.name !== name,
    ),
    { namespace, name },
    isInPart ? awsKeys : undefined,
  );
  const [first] = [...namers, ...referring];
  if (first) {
    throw problem(
      resource,
      'stillNamed',
      `is still ${isInPart ? 'read' : 'named'} by ${[...namers, ...referring]
        .slice(0, 5)
        .join(', ')} in the same files. Change or remove them first.`,
    );
  }
}

/** Whether a block makes objects that are not read here, so that only its text tells what they name. */
function mayNameAnything({ type, labels }: HclBlock, text: string): boolean {
  return (
    type === 'module' ||
    (type === 'resource' && isUnread(labels[0])) ||
    /\bdynamic\s+"/.test(text)
  );
}

/** The file without the resource, or without parts of it; null when nothing is left of it. */
function edited(
  { file, block }: TerraformResource,
  parts: Parts | undefined,
): string | null {
  const editor = new HclEditor(new Splices(file.content));
  try {
    if (!parts) {
      editor.changeBlocks(file.body, [block], []);
      const text = editor.splices.result();
      return text.trim() === ''
        ? null
        : text.replace(/^(\r?\n)+/, '').replace(/(\r?\n)(\r?\n)+$/, '$1');
    }
    for (const { attribute, items } of parts) {
      editor.removeItems(attribute, items);
    }
    return editor.splices.result();
  } catch (error) {
    throw error instanceof RangeError
      ? new ChangeImpossibleError(
          'unproven',
          `${file.path} is written in a way in which the change could not be made without touching more than planned. Make it by hand.`,
          placeOf(file, block.start),
        )
      : error;
  }
}

function prove(
  before: TerraformFolder,
  after: TerraformFolder,
  resource: TerraformResource,
  { name, namespace, awsKeys, otherKeys }: SecretRemoval,
  isInPart: boolean,
): string[] {
  const address = `${resource.type}.${resource.label}`;
  assertOthersAsBefore(before, after, [resource]);
  const left = findResource(after, { kind: 'Secret', namespace, name });
  const goes = (key: string) => awsKeys.includes(key) || isCredentialKey(key);
  const [old, now] = [resource, left].map((each, at) =>
    each ? keysOf(toObject(at === 0 ? before : after, each)) : undefined,
  );
  const isAsPlanned = isInPart
    ? now?.join() === old?.filter(key => !goes(key)).join()
    : left === undefined;
  if (!isAsPlanned) {
    throw new ChangeImpossibleError(
      'unproven',
      `With the change, ${address} would not be as planned. Make it by hand.`,
    );
  }
  return [
    isInPart
      ? `${address} no longer has ${awsKeys.join(
          ', ',
        )}; all other data of Secret ${name} stays (${otherKeys.join(', ')}).`
      : `${address} is gone, and with it Secret ${name}, which held AWS keys only.`,
    'Nothing else in these files names what goes.',
    'All other blocks of these files are byte for byte as they were.',
    'Terraform was not run: look at its plan before you apply it. Older versions of its state still hold the values.',
  ];
}

/** Names of the data that a resource makes, as far as they are written there. */
function keysOf(object: KubernetesObject | undefined): string[] {
  const { metadata, data, stringData } = (object ?? {}) as Json;
  return [
    ...(dataKeysOf(metadata as { managedFields?: unknown[] }) ?? []),
    ...Object.keys((data ?? {}) as Json),
    ...Object.keys((stringData ?? {}) as Json),
  ].sort();
}

function problem(
  { type, label, file, block }: TerraformResource,
  code: ChangeProblemCode,
  text: string,
): ChangeImpossibleError {
  return new ChangeImpossibleError(
    code,
    `${type}.${label} ${text}`,
    placeOf(file, block.start),
  );
}
