/** Addresses of IPv4 as numbers, both ends included. */
type Range = readonly [from: number, to: number];

const LAST = 2 ** 32 - 1;
/** Where an endpoint in a VPC may be. */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
].flatMap(rangeOf);
/** The metadata of the instance, multicast and what nobody has: no endpoint is there. */
const NOBODY = ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].flatMap(rangeOf);

/** A block of addresses, without those of `except`. */
interface Block {
  cidr: string;
  except: readonly string[];
}

/** What kind of addresses that a host could have is among some: none, `private` ones only, or `public` ones too. */
type AddressKind = 'nothing' | 'private' | 'public';

/** What these blocks have, together. Of IPv6, all counts as public. */
export function addressesIn(blocks: readonly Block[]): AddressKind {
  return blocks.some(({ cidr }) => cidr.includes(':'))
    ? 'public'
    : kindOf(rangesOf(blocks));
}

/** What these blocks leave out of IPv4, together. Blocks of IPv6 add nothing. */
export function addressesOutside(blocks: readonly Block[]): AddressKind {
  return kindOf(without([[0, LAST]], rangesOf(blocks)));
}

function kindOf(ranges: readonly Range[]): AddressKind {
  const possible = without(ranges, NOBODY);
  if (possible.length === 0) {
    return 'nothing';
  }
  return without(possible, PRIVATE).length === 0 ? 'private' : 'public';
}

function rangesOf(blocks: readonly Block[]): Range[] {
  return blocks.flatMap(({ cidr, except }) =>
    without(rangeOf(cidr), except.flatMap(rangeOf)),
  );
}

function without(from: readonly Range[], taken: readonly Range[]): Range[] {
  return taken.reduce<Range[]>(
    (left, [low, high]) =>
      left.flatMap(([start, end]): Range[] =>
        high < start || low > end
          ? [[start, end]]
          : [
              ...(start < low ? [[start, low - 1] as const] : []),
              ...(high < end ? [[high + 1, end] as const] : []),
            ],
      ),
    [...from],
  );
}

/** None for IPv6 and for what is no block. */
function rangeOf(cidr: string): Range[] {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (!found) {
    return [];
  }
  const [a, b, c, d, bits] = found.slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const start = Math.floor(address / size) * size;
  return [[start, start + size - 1]];
}
