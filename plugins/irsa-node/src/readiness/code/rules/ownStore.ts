import { Source } from '../source/Source';
import { Address, isBesideKeys } from './besideKeys';

const ENDPOINT =
  /\b(?:endpoint(?:_?url|_?uri|Override|Provider|Url)?|end_?point|ServiceURL|BaseEndpoint|baseUrl|host|withEndpoint|with_endpoint|With(?:Base)?Endpoint\w*|override_endpoint|EndpointConfiguration|fs\.s3a\.endpoint)\b["']?[^\n]{0,40}?["'](https?:\/\/)?([\w.-]+)(?::\d+)?[^"'\n]*["']/gi;
/** A name of a host, and not of a variable. */
const HOST = /^(?:localhost|[\d.]+|[\w-]+(?:\.[\w-]+)+|[\w-]+)$/;

/** Hosts without a dot: services of the same network, by the name of their software. */
const STORE =
  /^localhost$|minio|garage|ceph|rgw|localstack|seaweed|rustfs|s3mock|fake-?s3/i;

/** `https://${account}.r2.cloudflarestorage.com`, `https://s3.${region}.wasabisys.com`, or the same put together: the host after what is put in. */
const TEMPLATE =
  /\b(?:(?:base|with)?_?end_?point\w*|serviceURL)["']?[^\n]{0,40}?["'`]https?:\/\/[\w.-]{0,40}(?:[#$]?\{[^}\n]*\}|%[sv]|["']\s*[+.]\s*[\w.$>()[\]-]{1,60}\s*[+.]\s*["'])\.([\w-]+(?:\.[\w-]+)+)/gi;
/** An address by the name of a constant. */
const NAMED =
  /\b(?:base|with)?_?end_?point\w*["']?\s*(?:[:=(]|=>)\s*(?:(?:aws\.String|URI\.create|new URI|Some)\s*\(\s*)?([A-Za-z_$][\w$]*)\s*[,)}\n]|[{,]\s*(endpoint)\s*[,}]/gi;

const isOfAws = (host: string) => /amazonaws\.com/i.test(host);

/** The host of a server for searches may have any name, and takes signed requests. */
const OF_SEARCH = /\belasticsearch\b|\bopensearch\b|http-aws-es/i;

/** Characters on both sides in which the address of a store is looked for. */
const REACH = 2000;
/** More addresses than a person writes so near to each other. */
const MOST_ADDRESSES = 24;

/** Whether keys at a place are for a store whose address stands beside them and is not of AWS. */
export function isOwnStore(source: Source, index: number): boolean {
  return (
    hasAddressInVariables(source, index) ||
    isOfMinio(source, index) ||
    addressesAround(source, index).some(address =>
      isBesideKeys(source, address, index),
    )
  );
}

function addressesAround(source: Source, index: number): Address[] {
  const { code, written } = source;
  const from = Math.max(0, index - REACH);
  const text = code.slice(from, index + REACH);
  const isSearch = OF_SEARCH.test(code);
  const literal = [...text.matchAll(ENDPOINT)].filter(
    ([, scheme, host]) =>
      HOST.test(host) &&
      (scheme !== undefined || /[.:]/.test(host) || STORE.test(host)) &&
      !isOfAws(host),
  );
  // What is put into a text ends it for the other rules; here it is read as it is written, without comments.
  const template = [
    ...written.slice(from, index + REACH).matchAll(TEMPLATE),
  ].filter(
    ({ index: at, 1: host }) =>
      code[from + at!] === written[from + at!] && !isOfAws(host),
  );
  const named = [...text.matchAll(NAMED)]
    .slice(0, MOST_ADDRESSES)
    .filter(([, name, short]) => {
      const value = new RegExp(
        `\\b${(name ?? short).replace(
          /\$/g,
          '\\$',
        )}(?:\\s*:\\s*\\w+)?\\s*:?=\\s*["'\`](https?:\\/\\/[\\w.-]+)`,
      ).exec(code)?.[1];
      return value !== undefined && !isOfAws(value);
    });
  return [...literal, ...template, ...named]
    .map(({ index: at, 0: whole }) => ({
      index: from + at! + Math.max(0, whole.search(/\w/)),
      isHost: /^(?:host|baseUrl)\b/i.test(whole),
    }))
    .filter(({ isHost }) => !(isHost && isSearch))
    .slice(0, MOST_ADDRESSES);
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

/** `Minio("store:9000", …)`: the address comes first, as a text or by the name of one. */
function isOfMinio(source: Source, index: number): boolean {
  const { code } = source;
  const calls = source.around(index).map(({ open }) => open - 11);
  return [index, ...calls].slice(0, 5).some(at => {
    const [, text, name] =
      /\b(?:Minio|minio\.New)\s*\(\s*(?:["'](?:https?:\/\/)?([\w.-]+)|(\w{1,60})\s*,)/.exec(
        code.slice(Math.max(0, at), at + 132),
      ) ?? [];
    const host =
      text ??
      (name &&
        new RegExp(
          `\\b${name}\\s*:?=\\s*["'](?:https?:\\/\\/)?([\\w.-]+)`,
        ).exec(code)?.[1]);
    return (
      host !== undefined && /[.:]|minio|localhost/i.test(host) && !isOfAws(host)
    );
  });
}
