import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { AuditedContainer } from '../objects/PodTemplate';

/** What variables and files hold, by the name that a container gives to their content. */
export interface Renames {
  variables: ReadonlyMap<string, CataloguedName>;
  /** By path in the container. */
  files: ReadonlyMap<string, CataloguedName>;
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
const WHOLE = /^\$\(([\w.-]+)\)$/;

/** The names of keys that commands, and variables made of others, give to variables and files of another name. */
export function renamesIn(
  { env = [], words }: AuditedContainer,
  /** Variables of which others say what they hold. */
  said: ReadonlyMap<string, CataloguedName> = new Map(),
): Renames {
  const text = words.join(' ');
  const given = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name, from]) => ({ name, from }));
  const byEnv = env.map(({ name, value }) => ({
    name,
    from: WHOLE.exec(value ?? '')?.[1] ?? '',
  }));
  return {
    variables: new Map([...known([...byEnv, ...given(OF_VARIABLE)]), ...said]),
    files: known(given(OF_FILE)),
  };
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
