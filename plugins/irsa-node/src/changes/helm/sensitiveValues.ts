import { findAccessKeyId } from '../../detect/accessKeyId';
import { parseDocument } from 'yaml';
import { isMapValue, walkValues } from './values';

const SECRET =
  /pass(word|wd|phrase)?$|pwd$|token$|secret(s|_?contents?|_?data)?$|key(s|_?id)?$|credentials?$|dsn$|string_?data$|private/i;
/** Fields that name an object or one of its keys. */
const NAMES =
  /^(existing|use|create|mount)|^(name|key|path|mode|items|optional|namespace|annotations|labels)$|name$|ref$|^extra_?env/i;

/**
 * Texts in values of charts that may be secrets: what stands below a telling name and is no name of an object. Rather too many than too
 * few.
 */
export function* sensitiveValues(values: unknown): Generator<string> {
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
        last === 'value' &&
        isMapValue(owner) &&
        /KEY|SECRET|TOKEN|PASS|CREDENTIAL/i.test(String(owner.name));
      const isTold =
        !NAMES.test(last) &&
        names.some(name => SECRET.test(name) && !NAMES.test(name));
      if (isOfVariable || isTold || findAccessKeyId(String(value))) {
        yield String(value);
      }
    }
  }
}

function mapOf(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  const value = document.errors.length === 0 ? document.toJS() : undefined;
  return isMapValue(value) ? value : undefined;
}
