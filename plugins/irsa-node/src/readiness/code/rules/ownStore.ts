import { Source } from '../source/Source';

const ENDPOINT =
  /\b(?:endpoint(?:_?url|_?uri|Override|Provider|Url)?|end_?point|ServiceURL|BaseEndpoint|baseUrl|host|withEndpoint|with_endpoint|override_endpoint|EndpointConfiguration|fs\.s3a\.endpoint)\b["']?[^\n]{0,40}?["'](https?:\/\/)?([\w.-]+)(?::\d+)?[^"'\n]*["']/gi;
/** A name of a host, and not of a variable. */
const HOST = /^(?:localhost|[\d.]+|[\w-]+(?:\.[\w-]+)+|[\w-]+)$/;

/** Hosts without a dot: services of the same network, by the name of their software. */
const STORE =
  /^localhost$|minio|garage|ceph|rgw|localstack|seaweed|rustfs|s3mock|fake-?s3/i;

/** `https://${account}.r2.cloudflarestorage.com`: the host after what is put in. */
const TEMPLATE =
  /\bend_?point\w*["']?[^\n]{0,40}?["'`]https?:\/\/[#$]?\{[^}\n]*\}\.([\w-]+(?:\.[\w-]+)+)/gi;
/** An address by the name of a constant. */
const NAMED =
  /\bend_?point\w*["']?\s*(?:[:=(]|=>)\s*(?:(?:aws\.String|URI\.create|new URI|Some)\s*\(\s*)?([A-Za-z_$][\w$]*)\s*[,)}\n]|[{,]\s*(endpoint)\s*[,}]/gi;

const isOfAws = (host: string) => /amazonaws\.com/i.test(host);

/** The host of a server for searches may have any name, and takes signed requests. */
const OF_SEARCH = /\belasticsearch\b|\bopensearch\b|http-aws-es/i;

/** Whether keys at a place are for a store whose address stands beside them and is not of AWS. */
export function isOwnStore(source: Source, index: number): boolean {
  return (
    hasAddressInVariables(source, index) ||
    rangesBeside(source, index).some(
      range =>
        hasAddress(
          OF_SEARCH.test(source.code)
            ? source.code.slice(...range).replace(/\bhost\b/g, '')
            : source.code.slice(...range),
        ) ||
        hasTemplate(source, range) ||
        isOfMinio(source, range) ||
        hasNamedAddress(source, range),
    )
  );
}

/** Lines around a variable in which the address may be set too. */
const LINES_AROUND = 600;
const SETS_VARIABLE =
  /\benviron\b|\bprocess\.env\b|\bENV\[|\b[sS]et_?[eE]nv\w*\(|\bset_var\(/;
const ADDRESS_VARIABLE =
  /\b\w*ENDPOINT(?:_URL)?\w*["']?\s*\]?\s*[=,]\s*["']https?:\/\/([\w.-]+)/g;

/** A variable for the SDK, beside another with an address outside of AWS. */
function hasAddressInVariables(source: Source, index: number): boolean {
  const { code } = source;
  return (
    SETS_VARIABLE.test(source.lineOf(index).text) &&
    [
      ...code
        .slice(Math.max(0, index - LINES_AROUND), index + LINES_AROUND)
        .matchAll(ADDRESS_VARIABLE),
    ].some(([, host]) => !isOfAws(host))
  );
}

/** What is beside a place: the brackets around it and, where builders are usual, the rest of the statement. */
function rangesBeside(source: Source, index: number): [number, number][] {
  const { code, language } = source;
  const ranges = source
    .around(index)
    .filter(({ open, close }) => close - open < 2000)
    .slice(0, 3)
    .filter(
      ({ kind, open }) =>
        kind !== '{' ||
        /[=(:,[{]\s*$|\w\s*$/.test(code.slice(Math.max(0, open - 20), open)),
    )
    .map<[number, number]>(({ open, close }) => [open + 1, close]);
  if (language !== 'python' && language !== 'ruby') {
    const from = Math.max(0, index - 600);
    // The other branch of a condition is another client.
    const before = Math.max(
      code.slice(from, index).lastIndexOf(';') + 1,
      code.slice(from, index).search(/\n\s*[?:]\s(?![^]*\n\s*[?:]\s)/) + 1,
    );
    const end = code.slice(index, index + 600).search(/;|\n\s*:\s/);
    ranges.push([from + before, index + (end < 0 ? 400 : end)]);
  }
  return ranges;
}

function hasAddress(text: string): boolean {
  return [...text.matchAll(ENDPOINT)].some(
    ([, scheme, host]) =>
      HOST.test(host) &&
      (scheme !== undefined || /[.:]/.test(host) || STORE.test(host)) &&
      !isOfAws(host),
  );
}

/** What is put into a text ends it for the other rules; here it is read as it is written, without comments. */
function hasTemplate(
  { written, code }: Source,
  [start, end]: [number, number],
): boolean {
  return [...written.slice(start, end).matchAll(TEMPLATE)].some(
    ({ index, 1: host }) =>
      code[start + index!] === written[start + index!] && !isOfAws(host),
  );
}

/** `Minio("store:9000", …)`: the address comes first. */
function isOfMinio({ code }: Source, [start]: [number, number]): boolean {
  const host =
    /\b(?:Minio|minio\.New)\s*\(\s*["'](?:https?:\/\/)?([\w.-]+)/.exec(
      code.slice(Math.max(0, start - 12), start + 120),
    )?.[1];
  return (
    host !== undefined && /[.:]|minio|localhost/i.test(host) && !isOfAws(host)
  );
}

function hasNamedAddress({ code }: Source, range: [number, number]): boolean {
  return [...code.slice(...range).matchAll(NAMED)].some(([, name, short]) => {
    const value = new RegExp(
      `\\b${(name ?? short).replace(
        /\$/g,
        '\\$',
      )}(?:\\s*:\\s*\\w+)?\\s*:?=\\s*["'\`](https?:\\/\\/[\\w.-]+)`,
    ).exec(code)?.[1];
    return value !== undefined && !isOfAws(value);
  });
}
