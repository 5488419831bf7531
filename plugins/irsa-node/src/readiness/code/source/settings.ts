import { MarkedEntry, withAliases, withoutAnchor } from './anchors';
import { Source } from './Source';

/** An entry of a file of settings. */
export interface Setting {
  /** With the names of what it is in, with dots between. */
  name: string;
  value: string;
  index: number;
  /** Which document of a YAML file it is in, from 0. */
  document: number;
  /** Whether an alias takes it to another place of the file. */
  isShared?: boolean;
}

type Found = Omit<Setting, 'document'> & { document?: number };

const NAME = /^(\s*)(?:- )?["']?(<<|[\w.@\\/-]+)["']?\s*:(?:\s+(.*)|\s*)$/;
const LEAF = /^\s*["']?([\w.%"\\-]+?)["']?\s*(?:=>|[=:])\s*(.*)$/;
const SECTION = /^\s*\[+\s*["']?([\w.:-]+(?: [\w.:-]+)?)["']?\s*\]+\s*$/;
const TAG = /^\s*<(\/?)([\w-]+)[^<>]*>\s*$/;

/** The entries of YAML, JSON, TOML, properties, HOCON, sections, Hadoop's XML and Spark's settings, by their lines. */
export function settingsOf(source: Source): Setting[] {
  return entriesOf(source).map(found => ({ document: 0, ...found }));
}

function entriesOf({ path, code }: Source): Found[] {
  const lines = code.split('\n');
  if (/\.(?:xml|config)$/.test(path)) {
    return ofXml(code);
  }
  if (/\.ya?ml$/.test(path)) {
    return withAliases(ofIndent(lines));
  }
  if (/\.toml$/.test(path) || lines.some(text => SECTION.test(text))) {
    return ofSections(lines);
  }
  if (/\.conf$/.test(path) && lines.some(text => TAG.test(text))) {
    return ofTags(lines);
  }
  if (/\.json$/.test(path) || (/\.conf$/.test(path) && /[{]/.test(code))) {
    return ofBraces(lines);
  }
  const separator = /spark-defaults\.conf$/.test(path)
    ? /^\s*([\w.-]+)\s*(?:\s|=)\s*(.*)$/
    : /^\s*(?:export\s+)?([\w.%"-]+?)\s*[=:]\s*(.*)$/;
  return withPlaces(lines, (text, index) => {
    const found = separator.exec(text);
    return found
      ? [{ name: found[1].replace(/"/g, ''), value: found[2].trim(), index }]
      : [];
  });
}

function withPlaces<T extends Found>(
  lines: readonly string[],
  read: (text: string, index: number) => T[],
): T[] {
  let index = 0;
  return lines.flatMap(text => {
    const found = read(text, index);
    index += text.length + 1;
    return found;
  });
}

function ofXml(code: string): Found[] {
  return [
    ...code.matchAll(
      /<name>\s*([\w.-]+)\s*<\/name>\s*<value>([^<]*)<\/value>/g,
    ),
    // ClickHouse and the appenders of Logback have elements of their own.
    ...code.matchAll(
      /<(access_key_id|secret_access_key|accessKeyId|secretAccessKey|s3AwsKey|s3AwsSecret|endpoint|region)>([^<]*)<\//g,
    ),
    // .NET has attributes.
    ...code.matchAll(/<add\s+key="([\w.:-]+)"\s+value="([^"]*)"/g),
    ...code.matchAll(/(?<=\s)(AWS\w+)="([^"]*)"/gi),
  ].map(({ index, 1: name, 2: value }) => ({
    name,
    value: value.trim(),
    index: index!,
  }));
}

/** YAML: what is indented more belongs to the name before. */
function ofIndent(lines: readonly string[]): MarkedEntry[] {
  let document = 0;
  const parents: { depth: number; name: string }[] = [];
  return withPlaces<MarkedEntry>(lines, (text, index) => {
    if (/^(?:---|\.\.\.)/.test(text)) {
      parents.length = 0;
      document += 1;
    }
    const item = /^(\s*)- (\{.*)$/.exec(text);
    if (item) {
      const around = parents.filter(each => each.depth <= item[1].length);
      return ofFlow(
        item[2],
        around.map(each => each.name),
      ).map(each => ({
        ...each,
        index,
        document,
      }));
    }
    const found = NAME.exec(text.replace(/\r$/, ''));
    if (!found) {
      return [];
    }
    const depth = found[1].length + (/^\s*- /.test(text) ? 2 : 0);
    while (parents.length > 0 && parents.at(-1)!.depth >= depth) {
      parents.pop();
    }
    const { value, anchor } = withoutAnchor((found[3] ?? '').trim());
    const name = [...parents.map(each => each.name), found[2]].join('.');
    if (value === '' && parents.length < 40) {
      parents.push({ depth, name: found[2] });
    }
    return [
      { name, value, index, document, anchor },
      ...(value.startsWith('{') && !value.startsWith('{{')
        ? ofFlow(value, [name]).map(each => ({ ...each, index, document }))
        : []),
    ];
  });
}

const FLOW =
  /["']?([\w.-]+)["']?\s*:\s*(?:(\{)(?!\{)|("[^"]*"|'[^']*'|[^,{}[\]]+))|\}/g;

/** Entries of a map on one line: `{ region: a, credentials: { key: b } }`. */
function ofFlow(
  text: string,
  around: readonly string[],
): { name: string; value: string }[] {
  const parents = [...around];
  const found: { name: string; value: string }[] = [];
  for (const [, name, opens, value] of text.matchAll(FLOW)) {
    if (name === undefined) {
      parents.pop();
    } else if (opens) {
      parents.push(name);
    } else {
      found.push({ name: [...parents, name].join('.'), value: value.trim() });
    }
  }
  return found;
}

/** JSON and HOCON: blocks in braces. */
function ofBraces(lines: readonly string[]): Found[] {
  const parents: string[] = [];
  return withPlaces(lines, (text, index) => {
    const block = /^\s*["']?([\w.-]+)["']?\s*[:=]?\s*\{\s*$/.exec(text);
    if (block) {
      parents.push(block[1]);
      return [];
    }
    if (/^\s*\{/.test(text) && parents.length === 0) {
      return ofFlow(text.trim().slice(1), []).map(each => ({
        ...each,
        value: each.value.replace(/^"(.*)"$/, '$1'),
        index,
      }));
    }
    if (/^\s*\}/.test(text)) {
      parents.pop();
      return [];
    }
    const found = LEAF.exec(text);
    return found
      ? [
          {
            name: [...parents, found[1]].join('.'),
            value: found[2]
              .replace(/,\s*$/, '')
              .replace(/^"(.*)"$/, '$1')
              .trim(),
            index,
          },
        ]
      : [];
  });
}

/** TOML and the files that have `[section]` above entries, with `=`, `:` or spaces between name and value. */
function ofSections(lines: readonly string[]): Found[] {
  let section = '';
  return withPlaces(lines, (text, index) => {
    const head = SECTION.exec(text);
    if (head) {
      section = `${head[1]}.`;
      return [];
    }
    return spaced(text, section, index);
  });
}

/** Fluentd: `<match app.**>` above entries. */
function ofTags(lines: readonly string[]): Found[] {
  const parents: string[] = [];
  return withPlaces(lines, (text, index) => {
    const [, isEnd, name] = TAG.exec(text) ?? [];
    if (name) {
      if (isEnd) {
        parents.pop();
      } else {
        parents.push(`${name}.`);
      }
      // A block may be empty, and its name says it all.
      return isEnd
        ? []
        : [{ name: parents.join('').slice(0, -1), value: 'true', index }];
    }
    return spaced(text, parents.join(''), index);
  });
}

function spaced(text: string, before: string, index: number): Found[] {
  const [, name, value] =
    /^\s*["']?([\w.@-]+)["']?(?:\s*[=:]\s*|\s+)(?![=:]\s*$)(\S.*)$/.exec(
      text,
    ) ?? [];
  return name ? [{ name: before + name, value: value.trim(), index }] : [];
}
