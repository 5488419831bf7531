import { lookUpName } from '../../detect/credentialCatalogue';
import type { TextPair } from './pairs';

/** `$(NAME)`, `$NAME`, `${NAME}`, Ruby's `#{…}`: filled in from elsewhere. */
const SHELL = /^(\$[({]?[A-Za-z_]|#\{)/;
/** How programs read their environment or settings. */
const READS_ENVIRONMENT =
  /^(process\.env|import\.meta\.env|Deno\.env|os\.environ|std::env)\b/;
/** A call or an element: `os.getenv(`, `ENV[`, `creds[`. Keys have no such brackets. */
const CALL = /^[A-Za-z_$][\w$.]{0,80}[([]/;
/** Terraform's variables and resources. */
const TERRAFORM = /^(var|local|data|module|each|aws_\w{1,80})\.[A-Za-z_]/;
/** Types in code and schemas, and what says that there is nothing. */
const NO_VALUE =
  /^(string|str|char|bytes|Optional|SecretStr|null|None|nil|undefined|~|true|false)(?![\w+/=-])/i;
const MEMBER = /^[A-Za-z_$][\w$]*(\??\.[A-Za-z_$][\w$]*)*$/;
const LONGEST_MEMBER = 120;

/** Whether a value names where the credential comes from, and is none itself. */
export function isReference(value: string): boolean {
  return SHELL.test(value);
}

/** As `isReference`, for values in texts, which may be code, or the beginning of a record such as `{ name: …, key: … }`. */
export function isReferenceInText({ value, isBare }: TextPair): boolean {
  if (isReference(value)) return true;
  if (!isBare) return false;
  return (
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
  if (value.length > LONGEST_MEMBER || !MEMBER.test(value)) return false;
  const last = value.split('.').pop()!;
  const isSpelt = value !== last || /^[a-z]+([A-Z]|_[a-z])/.test(last);
  return isSpelt && lookUpName(last) !== undefined;
}
