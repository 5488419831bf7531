import { parse } from 'yaml';
import { lookUpName } from '../../detect/credentialCatalogue';
import { isRecord, textOf } from '../objects/records';
import { isEndpointName } from './endpoints';
import { pairsIn } from './pairs';

/** The head of a section of INI or TOML. */
const HEAD = /^[ \t]*\[{1,2}([^\]\n=]{1,200})\]{1,2}[ \t]*(?:[#;].*)?$/;
const HEADS = new RegExp(HEAD.source, 'm');
const DOCUMENTS = /^---[ \t]*$/m;
/** What says that a part is about something of its own: a sink of Vector, a remote of rclone. */
const OF_ITS_OWN = /^(type|kind|driver|class)$/i;
const LONGEST = 200_000;
const DEPTH = 12;
const MOST = 500;

interface Part {
  name: string;
  lines: string[];
  endpoints: string[];
  holdsKey: boolean;
  isOfItsOwn: boolean;
  parent?: Part;
  children: Part[];
}

/**
 * The parts of a text that have a key in them, each with the nearest address beside, above or below it: sections of
 * INI and TOML, records of JSON and YAML. Empty when the text has no such parts.
 */
export function blocksOf(text: string): string[] {
  if (text.length > LONGEST) {
    return [];
  }
  const parts = HEADS.test(text) ? sectionsOf(text) : recordsOf(text);
  return parts
    .filter(({ holdsKey }) => holdsKey)
    .map(part => [...part.lines, ...addressesOf(part)].join('\n'));
}

function addressesOf(part: Part): string[] {
  if (part.endpoints.length > 0) {
    return [];
  }
  for (let at: Part | undefined = part; at; at = at.parent) {
    const found = at.endpoints.length > 0 ? at.endpoints : addressesBelow(at);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

function addressesBelow(part: Part): string[] {
  return part.children
    .filter(({ holdsKey, isOfItsOwn }) => !holdsKey && !isOfItsOwn)
    .flatMap(child => [...child.endpoints, ...addressesBelow(child)]);
}

function partOf(name: string, lines: string[], parent?: Part): Part {
  const part: Part = {
    name,
    lines,
    endpoints: [],
    holdsKey: false,
    isOfItsOwn: false,
    parent,
    children: [],
  };
  for (const line of lines) {
    for (const pair of pairsIn(line)) {
      const isAddress = isEndpointName(pair.name);
      part.endpoints.push(...(isAddress ? [line] : []));
      part.holdsKey ||= lookUpName(pair.name) !== undefined;
      part.isOfItsOwn ||= OF_ITS_OWN.test(pair.name);
    }
  }
  parent?.children.push(part);
  return part;
}

/** `[sinks.s3.auth]` stands below `[sinks.s3]`. */
function sectionsOf(text: string): Part[] {
  const sections: { name: string; lines: string[] }[] = [
    { name: '', lines: [] },
  ];
  for (const line of text.split('\n')) {
    const [, name] = HEAD.exec(line) ?? [];
    if (name === undefined) {
      sections[sections.length - 1].lines.push(line);
    } else {
      sections.push({ name: name.trim(), lines: [] });
    }
  }
  const parts: Part[] = [];
  for (const { name, lines } of sections.slice(0, MOST)) {
    const parent = [...parts]
      .reverse()
      .find(each => each.name === '' || name.startsWith(`${each.name}.`));
    parts.push(partOf(name, lines, parent));
  }
  return parts;
}

function recordsOf(text: string): Part[] {
  const parts: Part[] = [];
  const search = (value: unknown, parent: Part | undefined, depth: number) => {
    if (depth > DEPTH || parts.length > MOST) {
      return;
    }
    if (Array.isArray(value)) {
      value.forEach(each => search(each, parent, depth + 1));
    } else if (isRecord(value)) {
      const lines = Object.entries(value).flatMap(([name, each]) => {
        const word = textOf(each);
        return word && !word.includes('\n')
          ? [`${name}: ${JSON.stringify(word)}`]
          : [];
      });
      const part = partOf('', lines, parent);
      parts.push(part);
      Object.values(value).forEach(each => search(each, part, depth + 1));
    }
  };
  documentsIn(text).forEach(each => search(each, undefined, 0));
  return parts;
}

/** JSON is YAML too, but is read much faster as JSON. Empty when the text is neither. */
function documentsIn(text: string): unknown[] {
  try {
    return /^\s*[{[]/.test(text)
      ? [JSON.parse(text)]
      : text
          .split(DOCUMENTS)
          .map(each => parse(each, { logLevel: 'silent' }) as unknown);
  } catch {
    return [];
  }
}
