import { findAccessKeyId } from '../../detect/accessKeyId';
import { parseDocument } from 'yaml';
import { isMapValue, walkValues } from './values';

const SECRET =
  /(pass(word|wd|phrase)?|pwd|token|secret|credential|key|key_?id|dsn|connection_?string|string_?data|docker_?config)s?(_?(value|data|contents?|text|string|hash|json|base64|b64))?s?$|private/i;
/** Fields that name an object or one of its keys. */
const NAMES =
  /^(name|path|mode|items|optional|namespace|annotations|labels)$|name$|ref$/i;
/** First words of fields that name an object, as in `existingSecret`, or say that there is one. */
const FIRST_WORDS = /^(existing|use|create|mount|extra_?[Ee]nv)(?![a-z])/;
/** Last words of what names no object, whatever the first one is: `mountPassword`. */
const PLAIN = /(pass(word|wd|phrase)?|pwd|token)s?$/i;
/** What stands beside a `key` that is one of an object, of a label or of a node. */
const BESIDE_KEY = /name$|secret$|ref$|^(operator|effect|path)$/i;
const VARIABLE = /KEY|SECRET|TOKEN|PASS|PWD|CREDENTIAL|DSN|PRIVATE/i;
/** `postgres://user:password@host`, in which a careless password has white space or a `/`. */
const URL_WITH_PASSWORD = /:\/\/[^\s/:@]*:.{1,2048}@/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/;

/** Whether a variable has a name that tells of a credential. */
export function isTellingVariable(name: unknown): boolean {
  return VARIABLE.test(String(name));
}

/** Lines of all texts in a value that have a URL with a password in it. */
export function* urlsWithPassword(values: unknown): Generator<string> {
  for (const { value } of walkValues(values)) {
    if (typeof value === 'string') {
      yield* value.split(/\r?\n/).filter(line => URL_WITH_PASSWORD.test(line));
    }
  }
}

/**
 * Texts in values of charts that may be secrets: what stands below a telling name and is no name of an object. Rather too many than too
 * few.
 */
export function* sensitiveValues(values: unknown): Generator<string> {
  yield* urlsWithPassword(values);
  for (const { path, value } of walkValues(values)) {
    if (typeof value === 'string' && value.includes('\n')) {
      // Values of a chart as text, in an Application.
      const inner = mapOf(value);
      yield* inner ? sensitiveValues(inner) : [];
    }
    if (typeof value === 'number' || typeof value === 'string') {
      const names = path.filter(step => typeof step === 'string').map(String);
      const last = names.at(-1) ?? '';
      const owner = path
        .slice(0, -1)
        .reduce<unknown>(
          (node, step) => (node as Record<string, unknown>)?.[step],
          values,
        );
      const isOfVariable =
        last === 'value' && isMapValue(owner) && isTellingVariable(owner.name);
      const isTold =
        !isName(last, owner) &&
        names.some(name => SECRET.test(name) && !isName(name));
      const text = String(value);
      if (
        isOfVariable ||
        isTold ||
        findAccessKeyId(text) ||
        PRIVATE_KEY.test(text)
      ) {
        yield text;
      }
    }
  }
}

/** Whether a field names something. @param owner - what it is a field of */
function isName(field: string, owner?: unknown): boolean {
  return (
    NAMES.test(field) ||
    (FIRST_WORDS.test(field) && !PLAIN.test(field)) ||
    (/^key$/i.test(field) &&
      isMapValue(owner) &&
      Object.keys(owner).some(each => BESIDE_KEY.test(each)))
  );
}

function mapOf(text: string): unknown {
  const document = parseDocument(text, {
    logLevel: 'silent',
    schema: 'failsafe',
  });
  const value = document.errors.length === 0 ? document.toJS() : undefined;
  return isMapValue(value) ? value : undefined;
}
