import { Json } from '../detach/podFields';
import { TextFile } from '../types';
import {
  HclBlock,
  HclBody,
  HclExpression,
  HclSyntaxError,
  Span,
} from './hclTypes';
import { readHcl } from './readHcl';

/** A file of a folder, and what it says. */
export interface TerraformFile extends TextFile {
  body: HclBody;
}

/** A resource, or what `data` looks up. */
export interface TerraformResource {
  file: TerraformFile;
  block: HclBlock;
  isLookedUp: boolean;
  /** Such as `kubernetes_deployment_v1`. */
  type: string;
  label: string;
}

/** Nested references, such as a local value that names another one. */
const MAX_STEPS = 10;
/** Of what a reference leads to, in characters: it is filled in as often as it is named. */
const MAX_LENGTH = 500;
const PART = /\$\{([^{}"]*)\}/g;
const LOCAL = /^local\.([\w-]+)((?:\.[\w-]+)*)$/;
const METADATA =
  /^(data\.)?(kubernetes_\w+)\.([\w-]+)(?:\[0\]|\.0)?\.metadata(?:\[0\]|\.0)?\.(name|namespace)$/;

/** Whether a value is computed by something that is not in the files, such as a variable. */
export function isHidden(value: unknown): boolean {
  return typeof value === 'string' && /[$%]\{/.test(value);
}

/** The files of one folder, which Terraform reads together as one module. */
export class TerraformFolder {
  readonly files: TerraformFile[] = [];
  /** Files that could not be read, with the line. */
  readonly broken: { path: string; line: number }[] = [];
  readonly resources: TerraformResource[] = [];
  private readonly byAddress = new Map<string, TerraformResource[]>();
  private readonly locals = new Map<
    string,
    { file: TerraformFile; value: HclExpression }[]
  >();

  /** What references lead to. */
  private readonly known = new Map<string, unknown>();
  private steps = 0;

  constructor(texts: readonly TextFile[]) {
    for (const text of texts) {
      try {
        this.add({ ...text, body: readHcl(text.content) });
      } catch (error) {
        if (!(error instanceof HclSyntaxError)) {
          throw error;
        }
        this.broken.push({ path: text.path, line: error.line });
      }
    }
  }

  private add(file: TerraformFile): void {
    this.files.push(file);
    for (const block of file.body.blocks) {
      const [type = '', label = ''] = block.labels;
      if (block.type === 'resource' || block.type === 'data') {
        const isLookedUp = block.type === 'data';
        const resource = { file, block, isLookedUp, type, label };
        const address = `${isLookedUp ? 'data.' : ''}${type}.${label}`;
        this.resources.push(resource);
        this.byAddress.set(address, [
          ...(this.byAddress.get(address) ?? []),
          resource,
        ]);
      }
      for (const { name, value } of block.type === 'locals'
        ? block.body.attributes
        : []) {
        this.locals.set(name, [
          ...(this.locals.get(name) ?? []),
          { file, value },
        ]);
      }
    }
  }

  /** All blocks of a type, such as `module`. */
  blocksOf(type: string): { file: TerraformFile; block: HclBlock }[] {
    return this.files.flatMap(file =>
      file.body.blocks
        .filter(block => block.type === type)
        .map(block => ({ file, block })),
    );
  }

  /** What a local value is written as, and where; undefined unless it is there once. */
  localOf(
    name: string,
  ): { file: TerraformFile; value: HclExpression } | undefined {
    const [only, ...others] = this.locals.get(name) ?? [];
    return others.length === 0 ? only : undefined;
  }

  /** What a value says. What is computed elsewhere stays as a template, such as `${var.name}`. */
  valueOf(file: TextFile, expression: HclExpression): unknown {
    switch (expression.type) {
      case 'text':
      case 'literal':
        return expression.value;
      case 'list':
        return expression.items.map(item => this.valueOf(file, item));
      case 'object':
        return expression.items.some(({ key }) => key === undefined)
          ? `\${${textIn(file, expression)}}`
          : Object.fromEntries(
              expression.items.map(({ key, value }): [string, unknown] => [
                key!,
                this.valueOf(file, value),
              ]),
            );
      case 'template':
        return this.filledIn(textIn(file, expression).slice(1, -1));
      default: {
        const text = textIn(file, expression);
        return this.referred(text) ?? `\${${text}}`;
      }
    }
  }

  /** A template with the references that lead somewhere filled in. */
  private filledIn(template: string): unknown {
    const [whole, only] = /^\$\{([^{}"]*)\}$/.exec(template) ?? [];
    if (whole) {
      return this.referred(only.trim()) ?? whole;
    }
    // What an escape means is not worked out here.
    return template.includes('\\')
      ? `\${"${template}"}`
      : template.replace(PART, (part, reference) => {
          const value = this.referred(reference.trim());
          return typeof value === 'string' ? value : part;
        });
  }

  /** What a reference leads to within the folder: a short text, a number or the like, and undefined for anything else. */
  private referred(text: string): unknown {
    if (this.known.has(text) || this.steps >= MAX_STEPS) {
      return this.known.get(text);
    }
    // A circle leads nowhere.
    this.known.set(text, undefined);
    this.steps += 1;
    const value = this.localValue(text) ?? this.nameOrNamespace(text);
    this.steps -= 1;
    if (typeof value !== 'object' && String(value).length <= MAX_LENGTH) {
      this.known.set(text, value);
    }
    return this.known.get(text);
  }

  private localValue(text: string): unknown {
    const [, name, fields] = LOCAL.exec(text) ?? [];
    const only = name ? this.localOf(name) : undefined;
    if (!only) {
      return undefined;
    }
    let value: HclExpression | undefined = only.value;
    for (const field of fields.split('.').slice(1)) {
      value =
        value?.type === 'object'
          ? value.items.find(({ key }) => key === field)?.value
          : undefined;
    }
    return value && value.type !== 'object' && value.type !== 'list'
      ? this.valueOf(only.file, value)
      : undefined;
  }

  private nameOrNamespace(text: string): unknown {
    const [, data, type, label, field] = METADATA.exec(text) ?? [];
    const found = this.byAddress.get(`${data ?? ''}${type}.${label}`) ?? [];
    return found.length === 1 ? this.metadataOf(found[0])[field] : undefined;
  }

  /** Name and namespace of an object, and what else its metadata says. Without a namespace it is in `default`, as the provider has it. */
  metadataOf({ file, block, type, label }: TerraformResource): Json {
    const [metadata] = block.body.blocks.filter(
      each => each.type === 'metadata',
    );
    const isOfCluster = /^kubernetes_(namespace|cluster_role)/.test(type);
    return {
      // Such as with `generate_name`.
      name: `\${${type}.${label}.metadata[0].name}`,
      ...(isOfCluster ? {} : { namespace: 'default' }),
      ...Object.fromEntries(
        (metadata?.body.attributes ?? []).map(({ name, value }) => [
          name,
          this.valueOf(file, value),
        ]),
      ),
    };
  }
}

/** A part of a file as it is written. */
export function textIn({ content }: TextFile, { start, end }: Span): string {
  return content.slice(start, end);
}
