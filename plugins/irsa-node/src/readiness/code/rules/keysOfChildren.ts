import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';

const NAME = 'AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)';
/** A value that takes the variable away. */
const NONE = '(?!\\s*(?:None|nil|null|undefined|["\'`]{2}))';

/** How languages give a variable to a program that they start. */
const GIVES: Partial<Record<SourceLanguage, RegExp>> = {
  python: new RegExp(`\\b${NAME}\\s*=(?!=)${NONE}`, 'g'),
  node: new RegExp(`["']?\\b${NAME}["']?\\s*:${NONE}`, 'g'),
  go: new RegExp(`"${NAME}=(?:"\\s*\\+|[^"\\s])`, 'g'),
  java: new RegExp(
    `\\b\\w*[eE]nv\\w*(?:\\(\\))?(?:\\.put\\(|\\[)\\s*"${NAME}"\\s*(?:,|\\]\\s*=)${NONE}`,
    'g',
  ),
  dotnet: new RegExp(
    `\\bEnvironment(?:Variables)?(?:\\.Add\\(|\\[)\\s*"${NAME}"\\s*(?:,|\\]\\s*=)${NONE}`,
    'g',
  ),
  ruby: new RegExp(`["']${NAME}["']\\s*=>${NONE}`, 'g'),
  php: new RegExp(`["']${NAME}["']\\s*=>${NONE}`, 'g'),
  rust: new RegExp(`\\.env\\(\\s*"${NAME}"\\s*,`, 'g'),
};
/** What such a name is in, where other things have names like that. */
const IN: Partial<Record<SourceLanguage, RegExp>> = {
  python: /\bdict$|\b\w*env\w*\.update$/i,
  node: /\b\w*[eE]nv\w*\s*(?::\s*[\w.<>,\s]+)?[:=]\s*$/,
  ruby: /\b(?:system|spawn|exec|popen\w*|capture\w*|env\w*\s*=)\s*\(?\s*$/,
  php: /\b(?:Process|proc_open|fromShellCommandline)\s*\([^;]*$|->env\(\s*$|\benv\w*\s*=\s*$/,
};
/** A map of Go for the environment of a program. */
const IN_MAP = new RegExp(`"${NAME}"\\s*:${NONE}`, 'g');
const OF_ENVIRONMENT =
  /\b(?:SetEnv\(|\w*[eE]nv\w*\s*:?=)\s*map\[string\]string\s*$/;
/** The value of a scheme or of a type is none. */
const RULE_OR_OWN =
  /^\s*(?:\w+\.)?(?:z|Joi|yup|t|v|Type|envalid)\.|^\s*(?:string|str)\b|^\s*process\.env\./;

/** The copy of an environment gets a variable; the program's own is looked at elsewhere. */
const SETS_COPY = new RegExp(
  `(?<![\\w.])(?!process\\.|os\\.)(?:\\w+_)?env\\w{0,12}(?:\\[\\s*["']${NAME}["']\\s*\\]|\\.${NAME})\\s*=(?![=>])${NONE}`,
  'gi',
);

/** Places where a program gives a key to another one that it starts. */
export function keysOfChildren(source: Source): number[] {
  const { language, code } = source;
  if (language === 'go') {
    // A text with `=` is prose to the other rules.
    const listed = [...source.written.matchAll(GIVES.go!)].filter(
      ({ index }) => code[index!] === '"',
    );
    const mapped = [...code.matchAll(IN_MAP)].filter(({ index }) =>
      isIn(source, index!, OF_ENVIRONMENT),
    );
    return [...listed, ...mapped].map(({ index }) => index!);
  }
  const copies =
    language && ['python', 'node', 'ruby'].includes(language)
      ? [...code.matchAll(SETS_COPY)].map(({ index }) => index!)
      : [];
  const pattern = language && GIVES[language];
  const around = language && IN[language];
  const given = pattern
    ? [...code.matchAll(pattern)]
        .filter(
          found =>
            !around ||
            (isIn(source, found.index!, around) &&
              !RULE_OR_OWN.test(
                code.slice(found.index! + found[0].length).slice(0, 60),
              )),
        )
        .map(({ index }) => index!)
    : [];
  return [...given, ...copies];
}

function isIn(source: Source, index: number, around: RegExp): boolean {
  const [inner] = source.around(index);
  if (!inner) {
    return false;
  }
  const before = source.code.slice(Math.max(0, inner.open - 200), inner.open);
  return (
    around.test(
      source.language === 'python' ? source.calleeOf(inner) : before,
    ) ||
    (source.language === 'node' &&
      /\.\.\.process\.env\b/.test(source.inside(inner)))
  );
}
