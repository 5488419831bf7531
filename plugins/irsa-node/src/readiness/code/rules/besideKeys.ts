import { Bracket } from '../source/brackets';
import { Source } from '../source/Source';

/** What makes an address of a text, or a configuration with one. */
const OF_ADDRESS = /endpoint|ur[il]\b|Url\b|host|String$|Some$|Config\w*$/i;
/** The heads of blocks of statements; all other braces are literals, or builders. */
const HEAD_OF_BLOCK =
  /(?:\)|=>|->|\b(?:else|try|do|finally|init))\s*(?::\s*[\w<>[\]., ]+)?$|\b(?:class|object|interface|struct|enum|namespace|trait|impl|mod|package)\b[^;{}()]*$|\b(?:if|for|while|switch|match|func|fn|fun)\b[^;{}]*$/;
/** A statement that another one follows. */
const ENDS = /;|\n(?!\s*(?:\?\.|[.)\]},]|&&|\|\|))(?=\s*\S)|\n\s*[?:]\s|\s:\s/;

/** A place with an address outside of AWS. */
export interface Address {
  index: number;
  /** Whether only its name says that it is one, which other things have too. */
  isHost: boolean;
}

/** Whether an address belongs to what the keys at a place are given to: the same literal, call, or chain of calls. */
export function isBesideKeys(
  source: Source,
  address: Address,
  index: number,
): boolean {
  const { code } = source;
  const call = /^[\w$.:\\<>&! ]*\(/.exec(code.slice(index, index + 160));
  const inside = call ? [index + call[0].length] : [];
  return (
    [index, ...inside].some(at => isBeside(source, address, at)) ||
    (source.language === 'go' && isOfClient(source, address.index, index))
  );
}

function isBeside(
  source: Source,
  { index: at, isHost }: Address,
  index: number,
): boolean {
  const mine = source.around(index);
  const its = source.around(at);
  const shared = its.find(each => mine.some(({ open }) => open === each.open));
  const between = its.slice(0, shared ? its.indexOf(shared) : its.length);
  if (!between.every(each => isOfAddress(source, each, shared))) {
    return false;
  }
  const level = shared
    ? mine.findIndex(({ open }) => open === shared.open)
    : -1;
  if (shared && !isBlock(source, shared)) {
    return (
      level < 4 &&
      (!isHost || level === 0 || isOfCredentials(source, mine[level - 1]))
    );
  }
  return isSameStatement(source, at, index, shared);
}

/** A bracket of an address inside of the one that it shares with the keys: what makes it, or an argument without a name. */
function isOfAddress(
  source: Source,
  bracket: Bracket,
  shared: Bracket | undefined,
): boolean {
  const callee = source.calleeOf(bracket);
  return (
    OF_ADDRESS.test(callee) ||
    (callee === '' &&
      shared?.kind === '(' &&
      /[(,]\s*$/.test(
        source.code.slice(Math.max(0, bracket.open - 60), bracket.open),
      ))
  );
}

function isOfCredentials(source: Source, { open }: Bracket): boolean {
  return /(?:cred|auth|keys?)\w*["']?\s*(?:=>|[:=])[^,;\n]*$/i.test(
    source.code.slice(Math.max(0, open - 80), open),
  );
}

function isBlock({ code }: Source, { kind, open }: Bracket): boolean {
  return (
    kind === '{' &&
    HEAD_OF_BLOCK.test(code.slice(Math.max(0, open - 200), open).trimEnd())
  );
}

/** Whether nothing between two places ends the statement, outside of the brackets between them. */
function isSameStatement(
  source: Source,
  one: number,
  other: number,
  shared: Bracket | undefined,
): boolean {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const floor = shared?.open ?? -1;
  let outside = '';
  for (let at = from; at < to; at += 1) {
    const inner = source.bracketAt(at);
    if (inner && inner.open > floor && inner.close < to) {
      at = inner.close;
    } else {
      outside += source.bare[at];
    }
  }
  return !ENDS.test(outside);
}

/** `s3.NewFromConfig(cfg, func(o *s3.Options) { o.BaseEndpoint = … })`, some statements after the keys. */
function isOfClient({ code }: Source, at: number, index: number): boolean {
  return (
    at > index &&
    at - index < 600 &&
    /\b\w+\.$/.test(code.slice(at - 20, at)) &&
    /^(?:BaseEndpoint|EndpointResolver\w*)\s*=/.test(code.slice(at, at + 40))
  );
}
