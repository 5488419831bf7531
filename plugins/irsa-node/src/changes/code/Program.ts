import { languageOf } from '../../readiness/code/languages';
import { Bracket } from '../../readiness/code/source/brackets';
import { Source } from '../../readiness/code/source/Source';
import { RepositoryFile } from '../../readiness/types';
import { CALLEES, Callees, hasOtherAddress, needsKeys } from './callees';
import { calleeStart } from './expressions';
import { NotCertainError } from './types';

/** A file of source that may be edited. */
export class Program extends Source {
  /** @param others - all other files of source, which may name what this one declares */
  constructor(
    file: RepositoryFile,
    private readonly others: readonly string[],
  ) {
    super(file, languageOf(file.path));
  }

  /** The calls of its SDKs. Throws NotCertainError when there are none that are known. */
  get rules(): Callees {
    const rules = this.language && CALLEES[this.language];
    if (!rules) {
      throw new NotCertainError('Edits of this language are not known.');
    }
    if (needsKeys(this.code)) {
      throw new NotCertainError(
        'The file uses a client with a way of its own, which has to be told where the role is.',
      );
    }
    if (hasOtherAddress(this.code, this.written)) {
      throw new NotCertainError(
        'The file gives an address to a client, so the keys may be for a store outside of AWS.',
      );
    }
    return rules;
  }

  /** Whether another file has a name, for whatever it may be. */
  isNamedElsewhere(name: string): boolean {
    const pattern = new RegExp(
      `(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`,
    );
    return this.others.some(text => text.includes(name) && pattern.test(text));
  }
}

/** What is called before a bracket, with what it is assigned to where the type alone tells. */
export function calleeText(source: Program, bracket: Bracket): string {
  const hasType = ['go', 'dotnet', 'java', 'rust'].includes(
    source.language ?? '',
  );
  if (bracket.kind !== '(' && !hasType) {
    return '';
  }
  const start = calleeStart(source, bracket);
  const text = source.code.slice(start, bracket.open).trim();
  // A type before braces, or a declaration that names it.
  return text === 'new' || (source.language === 'go' && text === 'error')
    ? source.code
        .slice(source.code.lastIndexOf('\n', start - 1) + 1, bracket.open)
        .trim()
    : text;
}

/** Whether commas part what is in a bracket: braces of blocks have statements. */
export function isList(source: Program, bracket: Bracket): boolean {
  if (bracket.kind !== '{') {
    return true;
  }
  const { code, language } = source;
  const before = code
    .slice(Math.max(0, bracket.open - 200), bracket.open)
    .trimEnd();
  switch (language) {
    case 'python':
      return true;
    case 'node':
      return (
        /(?:[(,=:?[]|\|\||&&|\breturn|=>\s*\()$/.test(before) &&
        !/=>$/.test(before)
      );
    case 'go':
      return (
        /(?:[\w\]]\.?\w*|error)$/.test(before) &&
        !/\b(?:func|if|for|switch|else|select|struct|interface)\b[^\n{]*$/.test(
          before.replace(/func\(\*?[\w.]+\) error$/, 'error'),
        )
      );
    case 'dotnet':
      return /\bnew\s+[\w.<>]*(?:\([^()]*\))?$/.test(before);
    case 'ruby':
      return /(?:[(,=:[]|=>)$/.test(before);
    default:
      return false;
  }
}
