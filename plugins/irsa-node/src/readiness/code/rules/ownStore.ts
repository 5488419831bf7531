import { Source } from '../source/Source';

const ENDPOINT =
  /\b(?:endpoint(?:_?url|_?uri|Override|Provider|Url)?|end_?point|ServiceURL|BaseEndpoint|baseUrl|host|withEndpoint|with_endpoint|override_endpoint|EndpointConfiguration|fs\.s3a\.endpoint)\b["']?[^\n]{0,40}?["'](https?:\/\/)?([\w.-]+)(?::\d+)?[^"'\n]*["']/gi;
/** A name of a host, and not of a variable. */
const HOST = /^(?:localhost|[\d.]+|[\w-]+(?:\.[\w-]+)+|[\w-]+)$/;

/** Hosts without a dot: services of the same network, by the name of their software. */
const STORE =
  /^localhost$|minio|garage|ceph|rgw|localstack|seaweed|rustfs|s3mock|fake-?s3/i;

/** Whether keys at a place are for a store whose address stands beside them and is not of AWS. */
export function isOwnStore(source: Source, index: number): boolean {
  const brackets = source
    .around(index)
    .filter(({ open, close }) => close - open < 2000)
    .slice(0, 3);
  const outermost = brackets.filter(
    ({ kind, open }) =>
      kind !== '{' ||
      /[=(:,[{]\s*$|\w\s*$/.test(
        source.code.slice(Math.max(0, open - 20), open),
      ),
  );
  const texts = outermost.map(bracket => source.inside(bracket));
  // Builders: the rest of the statement.
  if (source.language !== 'python' && source.language !== 'ruby') {
    const before = source.code.slice(Math.max(0, index - 600), index);
    const after = source.code.slice(index, index + 600);
    const end = after.indexOf(';');
    texts.push(
      before.slice(before.lastIndexOf(';') + 1) +
        after.slice(0, end < 0 ? 400 : end),
    );
  }
  return texts.some(text =>
    [...text.matchAll(ENDPOINT)].some(
      ([, scheme, host]) =>
        HOST.test(host) &&
        (scheme !== undefined || /[.:]/.test(host) || STORE.test(host)) &&
        !/amazonaws\.com/i.test(host),
    ),
  );
}
