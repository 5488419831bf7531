import { gunzipSync } from 'node:zlib';
import { fieldsOf, textOf } from './subject';
import { ReleaseFacts } from './types';

/** A chart with its templates is kept in a Secret, which has at most 1 MiB; unpacked, it stays below this. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_NAMES = 40;

/**
 * What may be known of a release: the `release` field of its Secret is JSON, packed by gzip, in base64. Chart and values may hold
 * secrets, so all but these facts is dropped here. Undefined when it is not in this form.
 *
 * https://github.com/helm/helm/blob/main/pkg/storage/driver/util.go
 */
export function releaseFacts(encoded: string): ReleaseFacts | undefined {
  try {
    const packed = Buffer.from(encoded, 'base64');
    // Helm 2 did not pack it.
    const text =
      packed[0] === 0x1f && packed[1] === 0x8b
        ? gunzipSync(packed, { maxOutputLength: MAX_BYTES })
        : packed;
    const release = fieldsOf(JSON.parse(text.toString('utf8')));
    const metadata = fieldsOf(fieldsOf(release.chart).metadata);
    const [chart, version] = [textOf(metadata.name), textOf(metadata.version)];
    if (!chart || !version) {
      return undefined;
    }
    const sources = Array.isArray(metadata.sources) ? metadata.sources : [];
    return {
      chart,
      version,
      sources: [...sources, metadata.home].flatMap(each => textOf(each) ?? []),
      valueNames: namesOf(release.config).slice(0, MAX_NAMES),
    };
  } catch {
    // Nothing of the text may be in an error.
    return undefined;
  }
}

/**
 * Names of values, at most two levels deep. Deeper, and in maps whose names people choose (such as annotations), a name could be data.
 */
function namesOf(values: unknown): string[] {
  return Object.entries(fieldsOf(values)).flatMap(([name, value]) => {
    const inner = Object.keys(fieldsOf(value));
    return inner.length > 0 && isFieldName(name)
      ? inner.filter(isFieldName).map(each => `${name}.${each}`)
      : [name].filter(isFieldName);
  });
}

function isFieldName(name: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9_-]{0,62}$/.test(name) &&
    !/(?:AKIA|ASIA)[A-Z0-9]{16}/.test(name)
  );
}
