import { toArray } from 'backstage-plugin-irsa-common';
import { Json } from '../detach/podFields';
import { HclBlock } from '../terraform/hclTypes';
import { isSwitch, placeOf } from '../terraform/hiddenParts';
import {
  TerraformFile,
  TerraformFolder,
  TerraformResource,
  textIn,
} from '../terraform/TerraformFolder';
import { ChangeImpossibleError } from '../types';
import { Computed } from './computed';
import { hclPolicy } from './hclPolicy';
import { knownValue } from './terraformValue';

/** Attributes of a statement, and the elements that they write. */
export const ELEMENTS = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
} as const;

const DEFAULT_VERSION = '2012-10-17';
/** Other policies that are laid over this one. */
const LAYERS =
  /^(source_json|override_json|source_policy_documents|override_policy_documents)$/;

/** Blocks `data "aws_iam_policy_document"`, read as the policy that the provider `aws` makes of them. */
export interface PolicyData {
  value: Json & { Statement: Json[] };
  /** By place in `value.Statement`. */
  blocks: HclBlock[];
  /** Reads a key of a condition that is computed. */
  keyOf: (key: string) => string | Computed;
}

/**
 * The policy that a data source of the provider `aws` writes. Throws ChangeImpossibleError for what the files do not tell.
 * Source: internal/service/iam/policy_document_data_source.go of hashicorp/terraform-provider-aws.
 */
export function readPolicyData(
  folder: TerraformFolder,
  { file, block, label }: TerraformResource,
): PolicyData {
  const name = `data.aws_iam_policy_document.${label}`;
  const { attributes, blocks } = block.body;
  const left = (text: string, at: number) =>
    new ChangeImpossibleError(
      'variable',
      `${name} ${text}. Make the change by hand.`,
      placeOf(file, at),
    );
  for (const { name: attribute, value, start } of attributes) {
    if (LAYERS.test(attribute)) {
      throw left('takes statements of other policies in', start);
    }
    if (
      attribute === 'for_each' ||
      (attribute === 'count' && !isSwitch(textIn(file, value)))
    ) {
      throw new ChangeImpossibleError(
        'repeated',
        `${name} is made several times by ${attribute}. Make the change by hand.`,
        placeOf(file, start),
      );
    }
  }
  const other = blocks.find(({ type }) => type !== 'statement');
  if (other) {
    throw left(
      other.type === 'dynamic'
        ? 'makes statements by a dynamic block'
        : `has a block ${other.type}, which is not read`,
      other.start,
    );
  }
  const given = (wanted: string) => {
    const found = attributes.find(each => each.name === wanted);
    return found && knownValue(folder, file, found.value, name);
  };
  const id = given('policy_id');
  const version = given('version') ?? DEFAULT_VERSION;
  const keys = new Map<string, Computed>();
  return {
    keyOf: key => keys.get(key) ?? key,
    value: {
      ...(id === undefined || id === '' ? {} : { Id: id }),
      Version: version,
      Statement: blocks.map(each =>
        statementOf(folder, file, each, name, keys),
      ),
    },
    blocks,
  };
}

function statementOf(
  folder: TerraformFolder,
  file: TerraformFile,
  block: HclBlock,
  name: string,
  keys: Map<string, Computed>,
): Json {
  const read = (each: HclBlock) =>
    Object.fromEntries(
      each.body.attributes.map(attribute => [
        attribute.name,
        withVariables(hclPolicy(folder, file, attribute.value).value),
      ]),
    );
  const unread = (at: number) =>
    new ChangeImpossibleError(
      'variable',
      `${name} has a statement with parts that are not read. Make the change by hand.`,
      placeOf(file, at),
    );
  const {
    effect = 'Allow',
    sid,
    actions,
    not_actions,
    ...others
  } = read(block);
  const isRead = Object.entries(others).every(
    ([attribute, value]) =>
      /^(not_)?resources$/.test(attribute) && isEmptyList(value),
  );
  const blocksOf = (type: string) =>
    block.body.blocks.filter(each => each.type === type);
  const unknown = block.body.blocks.find(
    ({ type, body }) =>
      !/^(principals|condition)$/.test(type) || body.blocks.length > 0,
  );
  if (!isRead || unknown) {
    throw unread(unknown?.start ?? block.start);
  }
  const principals: Record<string, unknown[]> = {};
  for (const each of blocksOf('principals')) {
    const { type, identifiers } = read(each);
    if (type instanceof Computed) {
      throw unread(each.start);
    }
    const kind = String(type);
    principals[kind] = [
      ...(principals[kind] ?? []),
      ...toArray(identifiers as unknown[]),
    ];
  }
  const kinds = Object.keys(principals);
  const isAnybody =
    kinds.length === 1 && kinds[0] === '*' && principals['*'].join() === '*';
  if (kinds.includes('*') && !isAnybody) {
    throw unread(block.start);
  }
  const conditions: Record<string, Json> = {};
  for (const each of blocksOf('condition')) {
    const { test, variable, values } = read(each);
    const operator = (conditions[String(test)] ??= {});
    const key = variable instanceof Computed ? variable.text : String(variable);
    if (test instanceof Computed || Object.hasOwn(operator, key)) {
      throw unread(each.start);
    }
    if (variable instanceof Computed) {
      keys.set(key, variable);
    }
    operator[key] = toArray(values as unknown[]).map(value =>
      value instanceof Computed ? value : String(value),
    );
  }
  return {
    ...(sid === undefined || sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    ...(isEmptyList(actions) ? {} : { Action: actions }),
    ...(isEmptyList(not_actions) ? {} : { NotAction: not_actions }),
    ...(kinds.length === 0 ? {} : { Principal: isAnybody ? '*' : principals }),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

function isEmptyList(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The provider writes variables of policies for `&{…}`, so that Terraform does not take them for its own. */
function withVariables(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withVariables);
  }
  return typeof value === 'string' ? value.replace(/&\{/g, '${') : value;
}
