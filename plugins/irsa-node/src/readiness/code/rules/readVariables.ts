import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';
import { isOnlyTold } from './onlyTold';

/** Where there are several, what the key is for follows its name; other endings are of something about it. */
const FOR =
  '(?:_(?!(?:FILE|PATH|NAME|ARN|ENV|KEY|VAR|HEADER|REGEX|PATTERN|LENGTH|SECRET|PARAM\\w*|REF)\\b)[A-Z0-9]+){0,2}';
const NAMES = `(?:\\w*[_.])?AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|ACCESS_KEY|SECRET_KEY)${FOR}`;
/** Settings of frameworks by their dotted names. */
const SETTING =
  '[\\w.:-]*aws[\\w.:-]*?(?:access[-_]?key(?:[-_]?id)?|secret[-_]?(?:access[-_]?)?key)';

/** What reads a variable of the environment, or a setting that the environment fills. */
const READERS: readonly {
  languages?: SourceLanguage[];
  /** Of the whole file. */
  file?: RegExp;
  pattern: RegExp;
  /** The text of strings does not count. */
  isCode?: true;
}[] = [
  {
    isCode: true,
    pattern: new RegExp(
      `\\b(?:environ|getenv|process\\.env|ENV|_ENV|_SERVER|Getenv|LookupEnv|getenv|env|Env|GetEnvironmentVariable|var|var_os|dotenv!|config|[gG]et(?:OrThrow)?|require[dD]?|getString|getRequired\\w*|GetString|mustGetenv|MustGetenv|[mM]ust\\w*|getEnv\\w*|requireEnv|str|Configuration|configuration)\\s*(?:\\(\\)\\s*)?(?:\\.(?:get|fetch|getOrThrow|str|required|require|get_string))?!?(?:<[\\w\\s|.]{1,40}>)?\\s*[.([]+\\s*['"]?${NAMES}\\b`,
      'g',
    ),
  },
  {
    languages: ['node'],
    pattern: new RegExp(`\\benv\\s*:\\s*['"]${NAMES}['"]`, 'g'),
  },
  {
    languages: ['go'],
    pattern: new RegExp(
      `\\b(?:EnvVars?\\b|BindEnv\\()[^\\n]{0,80}?"${NAMES}"`,
      'g',
    ),
  },
  {
    // An argument of a command line that the variable fills.
    languages: ['rust'],
    pattern: new RegExp(`\\benv\\s*=\\s*"${NAMES}"`, 'g'),
  },
  {
    languages: ['rust'],
    pattern: new RegExp(
      `\\b(?:env|option_env|dotenv)!\\s*\\(\\s*"${NAMES}"`,
      'g',
    ),
  },
  {
    languages: ['node', 'java', 'dotnet', 'python', 'php', 'ruby', 'go'],
    pattern: new RegExp(
      `(?:\\.(?:get(?:OrThrow|_?[sS]tring|Property|Required\\w*)?|property|GetValue<string>|GetSection|fetch)\\s*\\(|\\b(?:[cC]onfiguration|[cC]onfig|_config|_configuration|settings)\\s*(?:\\[|\\())\\s*['"]${SETTING}['"]`,
      'gi',
    ),
  },
  {
    languages: ['node'],
    pattern: new RegExp(
      `\\{[^{}]{0,200}\\b${NAMES}\\b[^{}]{0,200}\\}\\s*=\\s*process\\.env|\\b${NAMES}\\s*:(?=\\s*(?:z\\s*\\.(?:coerce\\s*\\.)?\\s*string|Joi\\s*\\.string|str|envalid\\.str|t\\.string|v\\s*\\.\\s*string|v\\.pipe|Type\\.String|yup\\s*\\.string)\\s*\\((?!\\s*\\{[^{}]{0,200}\\bdefault\\s*:)(?:[^()]|\\([^()]*\\)){0,200}\\)(?!(?:[^,(){};]|\\([^()]*\\)){0,300}\\.(?:optional|nullish|nullable|default|allow)\\b|[^\\n]*\\.(?:optional|nullish|nullable|default|allow)\\b))`,
      'g',
    ),
  },
  {
    // Adonis.
    languages: ['node'],
    pattern: new RegExp(
      `\\b${NAMES}\\s*:(?=\\s*Env\\.schema\\.string\\s*\\()`,
      'g',
    ),
  },
  {
    // A class that class-validator compares the environment with.
    languages: ['node'],
    pattern: new RegExp(
      `^[ \\t]+(?:(?:public|readonly)\\s+)*${NAMES}!?\\s*:(?=\\s*string\\s*;)`,
      'gm',
    ),
  },
  {
    // A class of settings that refuses to start without them.
    languages: ['python'],
    pattern: new RegExp(
      `^\\s+(?:\\w*_)?${NAMES}\\s*:\\s*(?:str|SecretStr)\\s*(?:$|=\\s*(?:Field\\(\\.\\.\\.|env))`,
      'gim',
    ),
  },
  {
    // The program ends when there is none.
    languages: ['python'],
    pattern: new RegExp(
      `["']${NAMES}["']\\s+not\\s+in\\s+(?:os\\.)?environ\\b(?=[^]{0,240}?\\b(?:raise|exit|abort)\\b)|\\bassert\\s+["']${NAMES}["']\\s+in\\s+(?:os\\.)?environ\\b`,
      'g',
    ),
  },
  {
    // The same by a name of one's own. What may be missing has a default.
    languages: ['python'],
    pattern: new RegExp(
      `\\bField\\(\\s*(?:\\.\\.\\.\\s*,\\s*)?(?=\\w+\\s*=)(?!(?:[^()]|\\([^()]*\\)){0,300}?\\bdefault(?:_factory)?\\s*=)[^)]{0,200}?\\b(?:(?:validation_)?alias|env)\\s*=\\s*(?:AliasChoices\\(\\s*)?["']${NAMES}["']`,
      'g',
    ),
  },
  {
    // Effect.
    languages: ['node'],
    pattern: new RegExp(
      `(?<!\\boption\\(\\s*)\\bConfig\\.(?:string|nonEmptyString|redacted|secret)\\(\\s*['"]${NAMES}(?=['"]\\)(?![^;\\n]{0,200}(?:withDefault|orElse|Config\\.option)))`,
      'g',
    ),
  },
  {
    // Modules of a framework that have the variables.
    languages: ['node'],
    pattern: new RegExp(
      `(?<=\\bimport\\s*\\{[^}]{0,300})\\b${NAMES}\\b(?=[^}]{0,300}\\}\\s*from\\s*['"](?:\\$env/static/private|astro:env/server)['"])`,
      'g',
    ),
  },
  {
    // A struct that is filled from the environment; what may be missing is an Option.
    languages: ['rust'],
    file: /\benvy::|\bEnvconfig\b/,
    pattern:
      /^[ \t]+(?:pub\s+)?aws_(?:access_key_id|secret_access_key)\s*:\s*String\b/gm,
  },
  {
    // Options of click and typer that must be there.
    languages: ['python'],
    pattern: new RegExp(
      `\\benvvar\\s*=\\s*\\[?\\s*["']${NAMES}["'](?=[^\\n)]{0,200}\\brequired\\s*=\\s*True)|\\bOption\\(\\s*\\.\\.\\.[^)]{0,200}\\benvvar\\s*=\\s*\\[?\\s*["']${NAMES}["']`,
      'g',
    ),
  },
  {
    languages: ['go'],
    pattern: new RegExp(
      `\\b(?:env|envconfig|mapstructure)(?:-required)?:"(?:\\w*_)?${NAMES}(?:,[^"]*)?"`,
      'g',
    ),
  },
  {
    languages: ['java'],
    pattern:
      /@(?:Value|ConfigProperty|Named|Property)\s*\([^)]{0,80}(?:AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|aws[\w.-]*(?:access[-.]?key|secret[-.]?(?:access[-.]?)?key)(?:[\w-]|\.id\b){0,60})(?![\w.-]{0,80}:\})/gi,
  },
];

/** A list of variables without which the program does not start, by its name, or as it is given to a check. */
const REQUIRED =
  /\b\w*(?:required|mandatory)\w*\s*(?::\s*[\w<>.[\]\s]{1,40})?(?:\s*(?::?=|:(?=\s*\[))\s*(?:new\s+\w*|\[\]string|%[wW]|(?:List|Set|listOf|setOf|array)(?:\.of)?)?\s*[[({]|\()/gi;
/** The same in the head of a loop, with what follows it. */
const LOOP =
  /\bfor(?:each)?\b[^\n]{0,60}?(?:\b(?:range|in|of)\b|:)\s*(?:\[\]string|%[wW]|new\s*(?:string\s*)?\[\]|(?:\w+\.)?\w*of)?\s*[[({]|\bforeach\s*\(\s*(?=[[({])[[({]/gi;
/** The same by a function of the list. */
const EACH =
  /[\])]\s*\.(?:for_?each|each|filter|every|some|find|reject|select|any\?|all\?)(?=\s*[({]|\s+do\b)/gi;
const ENDS_WITHOUT =
  /(?:[gG]et_?[eE]nv|environ|process\.env|\bENV\b|LookupEnv)[^]*\b(?:Fatal\w*|panic|raise|throw|exit|abort|die)\b|\b(?:requireNotNull|checkNotNull)\([^]*getenv|\b(?:raise|abort|exit)\b[^\n]*\b(?:unless|if)\b[^\n]*\bENV\b/;
const LISTED_NAME = new RegExp(`(?<=['"\\s[({])${NAMES}(?=['"\\s\\])}])`, 'g');

function inRequiredLists(source: Source): number[] {
  const loops = [...source.code.matchAll(LOOP)].filter(({ index }) =>
    ENDS_WITHOUT.test(source.code.slice(index!, index! + 500)),
  );
  const opened = [...source.code.matchAll(REQUIRED), ...loops].map(
    ({ index, 0: text }) => index! + text.length - 1,
  );
  const looped = [...source.code.matchAll(EACH)]
    .filter(({ index }) =>
      ENDS_WITHOUT.test(source.code.slice(index!, index! + 500)),
    )
    .flatMap(({ index }) =>
      source
        .around(index!)
        .filter(({ close }) => close === index)
        .map(({ open }) => open),
    );
  return [...opened, ...looped].flatMap(open => {
    const list = source.bracketAt(open);
    return list
      ? [...`[${source.inside(list)}]`.matchAll(LISTED_NAME)].map(
          ({ index }) => open + index!,
        )
      : [];
  });
}

/** Variables that are written or taken away are not read. */
const NOT_READ =
  /\b(?:un_?set_?env|set_?env|putenv|unset|delete|remove_var|set_var|SetEnvironmentVariable|\.pop)\b/i;

/** Places where the program reads a key from its environment or settings. */
export function readVariables(source: Source): number[] {
  const { language, code } = source;
  const read = READERS.filter(
    ({ languages, file }) =>
      language &&
      (!languages || languages.includes(language)) &&
      (!file || file.test(code)),
  ).flatMap(({ pattern, isCode }) =>
    [...code.matchAll(pattern)]
      .filter(
        found =>
          !(isCode && source.isText(found.index!)) &&
          !isOnlyTold(source, found) &&
          !isWritten(source, found) &&
          !isPlainField(source, found) &&
          !isUnchecked(source, found),
      )
      .map(found => found.index! + found[0].trimEnd().length - 1),
  );
  return [...read, ...inRequiredLists(source)];
}

function isWritten(source: Source, found: RegExpMatchArray): boolean {
  const { text, start } = source.lineOf(found.index!);
  const before = text.slice(0, Math.max(0, found.index! - start));
  const end = found.index! + found[0].length;
  const after = source.code.slice(end, end + 20);
  return (
    NOT_READ.test(`${before} ${found[0]}`) ||
    // A variable of a program that is started.
    (source.language === 'rust' &&
      /\benv\(\s*["']?\w+$/.test(found[0]) &&
      /^["']\s*,/.test(after)) ||
    /\bdel\s+\S*$/.test(before) ||
    /^['"]?\s*\]\s*=(?![=>])|^\s*=(?![=>])/.test(after)
  );
}

/** A field of a class of TypeScript that nothing checks, or that may be missing. */
function isUnchecked(
  { language, code }: Source,
  found: RegExpMatchArray,
): boolean {
  if (
    language !== 'node' ||
    !/^[ \t]+(?:\w+\s+)*\w+!?\s*:$/.test(found[0]) ||
    /\bEnv\.schema\b/.test(code)
  ) {
    return false;
  }
  const before = code.slice(Math.max(0, found.index! - 400), found.index!);
  const own = before.slice(
    Math.max(before.lastIndexOf(';'), before.lastIndexOf('{')) + 1,
  );
  return (
    !/@Is(?:NotEmpty|String|Defined)\(/.test(own) ||
    /@IsOptional\(|@ValidateIf\(/.test(own)
  );
}

/** A field of a class that does not fill itself from the environment. */
function isPlainField(source: Source, found: RegExpMatchArray): boolean {
  if (source.language !== 'python' || !/^\s+\w+\s*:/.test(found[0])) {
    return false;
  }
  const before = source.code.slice(
    Math.max(0, found.index! - 3000),
    found.index!,
  );
  const head = [...before.matchAll(/^\s*class\b[^\n]*/gm)].at(-1)?.[0] ?? '';
  return !/Settings|Config|Env/i.test(head);
}
