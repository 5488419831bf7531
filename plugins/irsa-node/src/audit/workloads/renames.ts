import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { AuditedContainer } from '../objects/PodTemplate';

/** What variables and files hold, by the name that a container gives to their content. */
export interface Renames {
  variables: ReadonlyMap<string, CataloguedName>;
  /** By path in the container. */
  files: ReadonlyMap<string, CataloguedName>;
  /** Files that become a credentials file. */
  credentials: ReadonlySet<string>;
}

const NAME = String.raw`([A-Za-z][\w.-]{2,80})["']?(?:\s{0,3}[=:]\s{0,3}|\s{1,3})["'\\]{0,2}`;
/** `AWS_ACCESS_KEY_ID="$USER"`, `--access-key=$(USER)`, `aws configure set aws_access_key_id ${USER}`. */
const OF_VARIABLE = new RegExp(
  String.raw`${NAME}\$[({]?([A-Za-z_]\w{0,80})(?:[)}]|(?![\w(]))`,
  'g',
);
/** `AWS_ACCESS_KEY_ID=$(cat /keys/id)`, `$(< /keys/id)`, and with backticks. */
const OF_FILE = new RegExp(
  String.raw`${NAME}(?:\$\(|${'`'})\s{0,3}(?:cat\s{1,3}|<\s{0,3})["']?(/[\w./-]{1,200})`,
  'g',
);
/** `cp /in/x ~/.aws/credentials`, `cat /in/x > $HOME/.aws/credentials`, `ln -sf /in/x /root/.aws/credentials`. */
const TO_CREDENTIALS =
  /["' ](\/[\w./-]{1,200})["']?\s{0,3}(?:>\s{0,3})?["']?(?:~|\$\{?HOME\}?|\/[\w./-]{1,80})\/\.aws\/credentials/g;
/** `printf 'aws_access_key_id=%s' "$A"` */
const PRINTF =
  /\bprintf\s{1,3}(?:"([^"]{1,500})"|'([^']{1,500})')((?:\s{1,3}["']?\$\{?\w{1,80}\}?["']?){1,9})/g;
const FORMAT = /([A-Za-z][\w.-]{2,80})\s{0,3}[=:]\s{0,3}["'\\]{0,2}%s|%s/g;
const FROM_FILE = /^(.+?)_{1,2}FILE$/;
const WHOLE = /^\$\(([\w.-]+)\)$/;

/** The names of keys that commands, and variables made of others, give to variables and files of another name. */
export function renamesIn(
  { env = [], words }: AuditedContainer,
  /** Variables of which others say what they hold. */
  said: ReadonlyMap<string, CataloguedName> = new Map(),
): Renames {
  const text = words.join(' ');
  // Most commands have none of these, so that there is nothing to search.
  const hasDollar = text.includes('$');
  const given = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name, from]) => ({ name, from }));
  const byEnv = env.flatMap(({ name, value = '' }) => [
    { name, from: WHOLE.exec(value)?.[1] ?? '' },
    // `JAVA_TOOL_OPTIONS: -Daws.accessKeyId=$(USER)`
    ...namesBefore(value),
  ]);
  return {
    variables: new Map([
      ...known([
        ...byEnv,
        ...(hasDollar ? given(OF_VARIABLE) : []),
        ...(text.includes('printf') ? printed(text) : []),
      ]),
      ...said,
    ]),
    files: known([
      ...(hasDollar || text.includes('`') ? given(OF_FILE) : []),
      ...env.flatMap(fileNamedBy),
    ]),
    credentials: new Set(
      text.includes('/.aws/credentials')
        ? [...text.matchAll(TO_CREDENTIALS)].map(([, file]) => file)
        : [],
    ),
  };
}

/** `AWS_ACCESS_KEY_ID_FILE: /run/keys/id`: the image reads the variable from that file. */
function fileNamedBy({
  name,
  value = '',
}: {
  name: string;
  value?: string;
}): { name: string; from: string }[] {
  const [, variable] = FROM_FILE.exec(name) ?? [];
  return variable && value.startsWith('/')
    ? [{ name: variable, from: value }]
    : [];
}

/** Names of properties in a variable that is made of others. */
function namesBefore(value: string): { name: string; from: string }[] {
  return value.includes('$(')
    ? [...value.matchAll(OF_VARIABLE)].map(([, name, from]) => ({ name, from }))
    : [];
}

/** Names that stand before a place that a variable fills. */
function printed(text: string): { name: string; from: string }[] {
  return [...text.matchAll(PRINTF)].flatMap(([, double, single, rest]) => {
    const variables = [...rest.matchAll(/\$\{?(\w+)/g)];
    return [...(double ?? single).matchAll(FORMAT)].flatMap(([, name], at) =>
      name && variables[at]
        ? [{ name: name.replace(/^n(?=aws_)/, ''), from: variables[at][1] }]
        : [],
    );
  });
}

function known(
  pairs: readonly { name: string; from: string }[],
): ReadonlyMap<string, CataloguedName> {
  return new Map(
    pairs.flatMap(({ name, from }) => {
      const found = from ? lookUpName(name) : undefined;
      return found ? [[from, found] as const] : [];
    }),
  );
}
