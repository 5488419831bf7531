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
  private readonly locals = new Map<
    string,
    { file: TerraformFile; value: HclExpression }[]
  >();

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
        this.resources.push({ file, block, isLookedUp, type, label });
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

  /** What a value says. What is computed elsewhere stays as a template, such as `${var.name}`. */
  valueOf(file: TextFile, expression: HclExpression, steps = 0): unknown {
    switch (expression.type) {
      case 'text':
      case 'literal':
        return expression.value;
      case 'list':
        return expression.items.map(item => this.valueOf(file, item, steps));
      case 'object':
        return expression.items.some(({ key }) => key === undefined)
          ? asTemplate(file, expression)
          : Object.fromEntries(
              expression.items.map(({ key, value }): [string, unknown] => [
                key!,
                this.valueOf(file, value, steps),
              ]),
            );
      default:
        return this.computed(textIn(file, expression), steps);
    }
  }

  private computed(text: string, steps: number): unknown {
    if (!text.startsWith('"')) {
      return this.referred(text, steps) ?? `\${${text}}`;
    }
    const inner = text.slice(1, -1);
    const [whole, only] = /^\$\{([^{}"]*)\}$/.exec(inner) ?? [];
    if (whole) {
      return this.referred(only.trim(), steps) ?? whole;
    }
    return inner.replace(PART, (part, reference) => {
      const value = this.referred(reference.trim(), steps);
      return typeof value === 'string' ? value : part;
    });
  }

  /** What a reference leads to within the folder. */
  private referred(text: string, steps: number): unknown {
    if (steps >= MAX_STEPS) {
      return undefined;
    }
    const [, local, fields] = LOCAL.exec(text) ?? [];
    const values = local ? this.locals.get(local) ?? [] : [];
    if (values.length === 1) {
      const value = this.valueOf(values[0].file, values[0].value, steps + 1);
      return fields.split('.').slice(1).reduce(fieldOf, value);
    }
    const [, data, type, label, field] = METADATA.exec(text) ?? [];
    const found = this.resources.filter(
      each =>
        each.isLookedUp === (data !== undefined) &&
        each.type === type &&
        each.label === label,
    );
    if (found.length !== 1) {
      return undefined;
    }
    const metadata = this.metadataOf(found[0], steps + 1);
    return metadata[field];
  }

  /** Name and namespace of an object, and what else its metadata says. Without a namespace it is in `default`, as the provider has it. */
  metadataOf({ file, block, type, label }: TerraformResource, steps = 0): Json {
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
          this.valueOf(file, value, steps),
        ]),
      ),
    };
  }
}

/** A part of a file as it is written. */
export function textIn({ content }: TextFile, { start, end }: Span): string {
  return content.slice(start, end);
}

/** Of an object that is written out; undefined where it is not. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)[name]
    : undefined;
}

function asTemplate(file: TextFile, expression: Span): string {
  return `\${${textIn(file, expression)}}`;
}
