import { lookUpName } from '../../detect/credentialCatalogue';
import { handedKey } from './handedKeys';
import type { TextPair } from './pairs';

/** `$(NAME)`, `$NAME`, `${NAME}`, a command in backticks, Ruby's `#{…}`: filled in from elsewhere. */
const SHELL = /^(\$[({]?[A-Za-z_]|`|#\{)/;
/** What `printf` and Python's `%` fill in. */
const FORMAT = /^%(\(\w+\))?[-\d.]*[sdvqr]/;
/** YAML: the head of a block, an alias, a tag; jq: what it fills in. */
const SYNTAX = /^(\(|[|>][-+\d]{0,2}$|\*[A-Za-z_]|![A-Za-z])/;
/** A file that the program reads: `file:///run/secrets/id`. */
const FILE = /^file:\/{0,3}/i;
/** Numbers of fields, as in Protocol Buffers. */
const FIELD_NUMBER = /^\d{1,3}$/;
/** Ways in which programs read their environment or settings. */
const READS_ENVIRONMENT =
  /^(process\.env|import\.meta\.env|Deno\.env|os\.environ|std::env)\b/;
/** A call or an element: `os.getenv(`, `ENV[`, `creds[`. Keys have no such brackets. */
const CALL = /^[A-Za-z_$][\w$.]{0,80}[([]/;
/** Terraform's variables and resources. */
const TERRAFORM = /^(var|local|data|module|each|aws_\w{1,80})\.[A-Za-z_]/;
/** Types in code and schemas, and words for "nothing". */
const NO_VALUE =
  /^(string|str|char|bytes|Optional|SecretStr|null|None|nil|undefined|~|true|false)(?![\w+/=-])/i;
const MEMBER = /^[A-Za-z_$][\w$]*(\??\.[A-Za-z_$][\w$]*)*$/;
const LONGEST_MEMBER = 120;
/** The last part of `args.key`, `cfg.ID`, `options.accessKey`. */
const PART_OF_KEY = /key|secret|token|user|pass|(^|_)id$/i;

/** Whether a value only names the source of the credential. */
export function isReference(value: string): boolean {
  return SHELL.test(value);
}

/**
 * Like `isReference`, for values in texts. These can be code, or the beginning of a record such as `{ name: …, key: …
 * }`.
 */
export function isReferenceInText({
  name,
  value,
  isBare,
  isCode,
}: TextPair): boolean {
  if (
    isReference(value) ||
    FORMAT.test(value) ||
    FILE.test(value) ||
    handedKey(name, value)
  ) {
    return true;
  }
  if (!isBare) {
    return false;
  }
  return (
    SYNTAX.test(value) ||
    FIELD_NUMBER.test(value) ||
    (isCode && value.length <= LONGEST_MEMBER && MEMBER.test(value)) ||
    /^[{[](?!\{)/.test(value) ||
    READS_ENVIRONMENT.test(value) ||
    CALL.test(value) ||
    NO_VALUE.test(value) ||
    TERRAFORM.test(value) ||
    isVariable(value)
  );
}

/** `accessKey`, `secret_key`, `this.config.secretKey`: a variable in code, by its spelling. `ACCESS_KEY` is a placeholder. */
function isVariable(value: string): boolean {
  if (value.length > LONGEST_MEMBER || !MEMBER.test(value)) {
    return false;
  }
  const last = value.split('.').pop()!;
  if (value !== last) {
    return PART_OF_KEY.test(last);
  }
  return /^[a-z]+([A-Z]|_[a-z])/.test(last) && lookUpName(last) !== undefined;
}
