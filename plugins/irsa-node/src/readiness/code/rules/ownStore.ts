import { Source } from '../source/Source';

const ENDPOINT =
  /\b(?:endpoint(?:_?url|_?uri|Override|Provider|Url)?|end_?point|ServiceURL|BaseEndpoint|baseUrl|host|withEndpoint|with_endpoint|override_endpoint|EndpointConfiguration|fs\.s3a\.endpoint)\b["']?[^\n]{0,40}?["'](https?:\/\/)?([\w.-]+)(?::\d+)?[^"'\n]*["']/gi;
/** A name of a host, and not of a variable. */
const HOST = /^(?:localhost|[\d.]+|[\w-]+(?:\.[\w-]+)+|[\w-]+)$/;

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
  const end = source.code.indexOf(';', index);
  if (source.language !== 'python' && source.language !== 'ruby') {
    const start = source.code.lastIndexOf(';', index) + 1;
    texts.push(
      source.code.slice(
        Math.max(start, index - 600),
        end < 0 ? index + 400 : Math.min(end, index + 600),
      ),
    );
  }
  return texts.some(text =>
    [...text.matchAll(ENDPOINT)].some(
      ([, scheme, host]) =>
        HOST.test(host) &&
        (scheme !== undefined || /[.:]/.test(host) || host === 'localhost') &&
        !/amazonaws\.com/i.test(host),
    ),
  );
}
