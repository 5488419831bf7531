import { lookUpName } from '../../detect/credentialCatalogue';
import type { TextPair } from './pairs';

/** `$(NAME)`, `$NAME`, `${NAME}`, Ruby's `#{…}`: filled in from elsewhere. */
const SHELL = /^(\$[({]?[A-Za-z_]|#\{)/;
/** How programs read their environment or settings. */
const READS_ENVIRONMENT =
  /^(os\.(environ|getenv|Getenv|LookupEnv)|environ[.[]|process\.env\b|import\.meta\.env\b|Deno\.env\b|ENV[.[]|System\.(getenv|getProperty)|Environment\.GetEnvironmentVariable|std::env|\$_(ENV|SERVER)\b|(getenv|env|config)\()/;
/** Terraform's variables and resources. */
const TERRAFORM = /^(var|local|data|module|each)\.[A-Za-z_]/;
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
    TERRAFORM.test(value) ||
    isVariable(value)
  );
}

/** `accessKey`, `this.config.secretKey`: a variable in code, by its spelling. `ACCESS_KEY` is a placeholder. */
function isVariable(value: string): boolean {
  if (value.length > LONGEST_MEMBER || !MEMBER.test(value)) return false;
  const last = value.split('.').pop()!;
  const isSpelt = value !== last || /^[a-z]+[A-Z]/.test(last);
  return isSpelt && lookUpName(last) !== undefined;
}
