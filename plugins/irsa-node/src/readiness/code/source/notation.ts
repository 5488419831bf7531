import { SourceLanguage } from '../../types';

/** How a language writes comments and strings. */
export interface Notation {
  /** Begins a comment to the end of the line. */
  lineComments: readonly string[];
  /** Begin and end of a comment, and whether one may be inside another. */
  blockComments: readonly (readonly [string, string])[];
  nestedComments?: boolean;
  strings: readonly StringForm[];
}

export interface StringForm {
  open: string;
  close: string;
  /** Whether a backslash takes the next character out of its meaning. */
  escapes: boolean;
  multiline?: boolean;
  /** What begins code inside of the string; it ends with `}`. */
  interpolation?: string;
  /** Letters that must stand before the quote. */
  prefix?: RegExp;
}

const C_COMMENTS = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']] as const,
};
const double: StringForm = { open: '"', close: '"', escapes: true };
const single: StringForm = { open: "'", close: "'", escapes: true };

const PYTHON: Notation = {
  lineComments: ['#'],
  blockComments: [],
  strings: ['"""', "'''", '"', "'"].flatMap(quote => {
    const form: StringForm = {
      open: quote,
      close: quote,
      escapes: true,
      multiline: quote.length === 3,
    };
    return [{ ...form, prefix: /\b[rR]?[fF][rR]?$/, interpolation: '{' }, form];
  }),
};

const JVM: Notation = {
  ...C_COMMENTS,
  nestedComments: true,
  strings: [
    {
      open: '"""',
      close: '"""',
      escapes: false,
      multiline: true,
      interpolation: '${',
    },
    { ...double, interpolation: '${' },
    single,
  ],
};

/** Java has no interpolation: `${NAME}` in its strings is read by a framework. */
const JAVA: Notation = {
  ...C_COMMENTS,
  strings: [
    { open: '"""', close: '"""', escapes: true, multiline: true },
    double,
    single,
  ],
};

const NOTATIONS: Record<SourceLanguage, Notation> = {
  python: PYTHON,
  node: {
    ...C_COMMENTS,
    strings: [
      {
        open: '`',
        close: '`',
        escapes: true,
        multiline: true,
        interpolation: '${',
      },
      double,
      single,
    ],
  },
  go: {
    ...C_COMMENTS,
    strings: [
      { open: '`', close: '`', escapes: false, multiline: true },
      double,
      single,
    ],
  },
  java: JAVA,
  dotnet: {
    ...C_COMMENTS,
    strings: [
      { open: '"""', close: '"""', escapes: false, multiline: true },
      {
        open: '"',
        close: '"',
        escapes: false,
        multiline: true,
        prefix: /@\$?$|\$@$/,
      },
      { ...double, prefix: /\$$/, interpolation: '{' },
      double,
      single,
    ],
  },
  ruby: {
    lineComments: ['#'],
    blockComments: [['\n=begin', '\n=end']],
    strings: [{ ...double, multiline: true, interpolation: '#{' }, single],
  },
  php: {
    lineComments: ['//', '#'],
    blockComments: [['/*', '*/']],
    strings: [
      { ...double, multiline: true, interpolation: '{$' },
      { ...single, multiline: true },
    ],
  },
  rust: {
    ...C_COMMENTS,
    nestedComments: true,
    strings: [
      {
        open: '#"',
        close: '"#',
        escapes: false,
        multiline: true,
        prefix: /\br$/,
      },
      { ...double, multiline: true },
    ],
  },
};

const SETTINGS: Notation = {
  lineComments: ['#'],
  blockComments: [['<!--', '-->']],
  strings: [],
};

/** The notation of a file by its path and language. */
export function notationOf(
  path: string,
  language: SourceLanguage | undefined,
): Notation {
  if (!language) {
    return SETTINGS;
  }
  return /\.(kts?|scala|groovy)$/.test(path) ? JVM : NOTATIONS[language];
}

/** A text between marks of one's own: Ruby and PHP. The name is in the first or second group. */
export const HEREDOC: Partial<Record<SourceLanguage, RegExp>> = {
  ruby: /<<[~-]?(?:(['"])?([A-Z_]+)\1?)/y,
  php: /<<<\s*(['"])?(\w+)\1?/y,
};
