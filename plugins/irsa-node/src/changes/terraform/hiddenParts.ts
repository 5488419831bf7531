import { kindOf } from '../../kubernetes/kinds';
import { podSpecPath } from '../listChanges';
import { ChangeImpossibleError, ChangeProblemCode } from '../types';
import { HclAttribute, HclBlock, HclBody, Span } from './hclTypes';
import {
  isHidden,
  TerraformFolder,
  TerraformResource,
  textIn,
} from './TerraformFolder';
import { kindOfResource, snake } from './toObject';

/** Blocks in which a key can be. */
const CREDENTIAL_BLOCKS = new Set([
  'container',
  'init_container',
  'env',
  'env_from',
  'volume',
  'volume_mount',
]);
/** What `ignore_changes` must not end with: then an edit would change nothing. */
const EDITED = new Set([
  ...CREDENTIAL_BLOCKS,
  'all',
  'spec',
  'template',
  'job_template',
  'value_from',
  'value',
  'service_account_name',
]);

/** The block of the PodSpec; undefined where it is not written once, plainly. */
export function podSpecOf(resource: TerraformResource): HclBody | undefined {
  const kind = kindOfResource(resource.type);
  if (!kind || !kindOf(kind)?.template) {
    return undefined;
  }
  return podSpecPath(kind).reduce<HclBody | undefined>((body, field) => {
    const found = body?.blocks.filter(({ type }) => type === snake(field));
    return found?.length === 1 ? found[0].body : undefined;
  }, resource.block.body);
}

/** Why a resource is not edited, although it is written in the files. Undefined when nothing is in the way. */
export function hiddenProblem(
  folder: TerraformFolder,
  resource: TerraformResource,
): ChangeImpossibleError | undefined {
  const { file, block, type, label } = resource;
  const problem = (code: ChangeProblemCode, text: string, at: number) =>
    new ChangeImpossibleError(
      code,
      `${type}.${label} ${text}`,
      placeOf(file, at),
    );
  const kind = kindOfResource(type) ?? '';
  const { name } = folder.metadataOf(resource);
  if (typeof name !== 'string' || isHidden(name)) {
    return problem(
      'variable',
      'takes its name from a variable or another module, so nothing tells which object of the cluster it is. Change it by hand.',
      block.start,
    );
  }
  const repeated = repetitionOf(resource);
  if (repeated) {
    return problem(
      'repeated',
      `is made several times by ${repeated.name}, and one role would not fit all of them. Change it by hand.`,
      repeated.start,
    );
  }
  const ignored = ignoredIn(block)
    .map(({ start, end }) => file.content.slice(start, end))
    .find(text =>
      kindOf(kind)?.template
        ? EDITED.has(lastWord(text))
        : /^(all|metadata|annotations)$/.test(lastWord(text)),
    );
  if (ignored) {
    return problem(
      'ignored',
      `has ${ignored} in ignore_changes, so Terraform would leave the running one as it is. Take that out first.`,
      block.start,
    );
  }
  if (!kindOf(kind)?.template) {
    return undefined;
  }
  const spec = podSpecOf(resource);
  if (!spec) {
    return problem(
      'different',
      'has not exactly one spec of a Pod. Change it by hand.',
      block.start,
    );
  }
  const dynamic = dynamicIn(spec);
  if (dynamic) {
    return problem(
      'repeated',
      `makes its ${dynamic.labels[0]} blocks by a dynamic block, and the key may be among them. Write them out, or change it by hand.`,
      dynamic.start,
    );
  }
  const unnamed = spec.blocks
    .filter(each => /^(init_)?container$/.test(each.type))
    .flatMap(({ body }) => body.blocks)
    .filter(each => each.type === 'env')
    .find(env => {
      const given = env.body.attributes.find(each => each.name === 'name');
      return !given || isHidden(folder.valueOf(file, given.value));
    });
  return unnamed
    ? problem(
        'variable',
        'has an environment variable with a name that is not written there, and it may be the one of the key. Change it by hand.',
        unnamed.start,
      )
    : undefined;
}

/** File and line of an offset. */
export function placeOf(
  { path, content }: { path: string; content: string },
  offset: number,
): { path: string; line: number } {
  return { path, line: content.slice(0, offset).split('\n').length };
}

/** A dynamic block that can bring a key. */
export function dynamicIn(body: HclBody): HclBlock | undefined {
  for (const block of body.blocks) {
    if (block.type === 'dynamic' && CREDENTIAL_BLOCKS.has(block.labels[0])) {
      return block;
    }
    const inner = /^(init_)?container$/.test(block.type)
      ? dynamicIn(block.body)
      : undefined;
    if (inner) {
      return inner;
    }
  }
  return undefined;
}

/** The attribute by which a resource is made several times. */
export function repetitionOf({
  file,
  block,
}: Pick<TerraformResource, 'file' | 'block'>): HclAttribute | undefined {
  return block.body.attributes.find(
    each =>
      each.name === 'for_each' ||
      (each.name === 'count' && !isSwitch(textIn(file, each.value))),
  );
}

/** `count` that only says whether there is one. */
export function isSwitch(count: string): boolean {
  return /^1$|\?\s*(1\s*:\s*0|0\s*:\s*1)\s*\)?$/.test(count.trim());
}

/** What Terraform leaves as it is. */
export function ignoredIn({ body }: HclBlock): Span[] {
  return body.blocks
    .filter(({ type }) => type === 'lifecycle')
    .flatMap(lifecycle => lifecycle.body.attributes)
    .filter(({ name }) => name === 'ignore_changes')
    .flatMap(({ value }) => (value.type === 'list' ? value.items : [value]));
}

/** `env` of `spec[0].template[0].spec[0].container[0].env`. */
export function lastWord(path: string): string {
  return (
    path
      .replace(/"/g, '')
      .replace(/\[[^\]]*\]|\.\d+(?=\.|$)/g, '')
      .split('.')
      .at(-1)
      ?.trim() ?? ''
  );
}
