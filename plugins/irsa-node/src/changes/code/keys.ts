import { Bracket } from '../../readiness/code/source/brackets';
import { cutCredentials, cutFrom, cutSetter } from './climb';
import { callOf, calleeStart, chainEnd, nameOf } from './expressions';
import { Item, itemAt, itemsOf } from './items';
import { calleeText, isList, Program } from './Program';
import { cutStatement, statementAt } from './statements';
import { Cut, NotCertainError } from './types';

/** A setting of the SDK that an assignment fills: `AWS.config.accessKeyId`, `kwargs["aws_access_key_id"]`, Django's names. */
const ASSIGNED =
  /^(?:AWS\.config\.(?:accessKeyId|secretAccessKey|sessionToken)|AWS_(?:S3_)?(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|\w+\[["']aws_(?:access_key_id|secret_access_key|session_token)["']\])$/;
/** Clients that take the halves first, by their place. */
const BY_PLACE =
  /\bboto3\.(?:session\.)?Session$|\bnew\s+(?:[\w.]*\.)?Amazon\w+Client$|\bIAmazon\w+\s+\w+\s*=\s*new$/;
/** What makes credentials of halves. */
const MAKES =
  /\b(?:AWS\.)?Credentials$|Credentials?(?:\.create|\.builder|::new|::from_keys|\.new)?$|\bNewStaticCredentials(?:Provider)?$|\bStaticCredentialsProvider(?:\.create|\.builder)?$/;

/** What takes the half of a key out that stands at a place. Throws NotCertainError. */
export function cutKey(source: Program, index: number): Cut[] {
  const { rules } = source;
  const own = bracketAfter(source, index);
  const callee = own ? calleeText(source, own) : '';
  if (own && own.kind === '(' && BY_PLACE.test(callee)) {
    return cutByPlace(source, own);
  }
  if (own && own.kind !== '[' && rules.setter.test(callee)) {
    return cutSetter(source, own);
  }
  if (
    own &&
    own.kind !== '[' &&
    (MAKES.test(callee) || rules.wraps.test(callee))
  ) {
    const made =
      own.kind === '('
        ? callOf(source, own)
        : { start: calleeStart(source, own), end: own.close + 1 };
    return cutCredentials(source, made);
  }
  if (own && own.kind === '{' && callee === '' && source.code[index] === '{') {
    return cutObject(source, own);
  }
  if (
    own &&
    source.language === 'php' &&
    /^['"]credentials['"]/.test(source.code.slice(index, index + 20))
  ) {
    const outer = source.around(index)[0];
    const item = outer && itemAt(source, outer, index);
    if (outer && item && nameOf(item.text).name) {
      return cutFrom(source, outer, [item]);
    }
  }
  const [inner] = source.around(index);
  if (inner && isList(source, inner)) {
    return cutObject(source, inner);
  }
  return cutAssignedHalf(source, index);
}

/** The bracket of a call or literal whose first word stands at a place. */
function bracketAfter(source: Program, index: number): Bracket | undefined {
  const before =
    /^(?:new\s+|&)?[\w$.:\\<>]*(?:\s+\w+\s*=\s*new)?\s*[([{]/.exec(
      source.code.slice(index, index + 160),
    ) ??
    /^['"]credentials['"]\s*(?:\]\s*=|=>)\s*(?:\[|array\()/.exec(
      source.code.slice(index, index + 60),
    );
  return before ? source.bracketAt(index + before[0].length - 1) : undefined;
}

/** Named halves in a list: alone, they are the credentials; among others, they go by themselves. */
function cutObject(source: Program, bracket: Bracket): Cut[] {
  const { rules, language } = source;
  const items = itemsOf(source, bracket);
  const keys = items.filter(({ text }) =>
    rules.keyNames.test(nameOf(text).name ?? (language === 'node' ? text : '')),
  );
  const callee = calleeText(source, bracket);
  if (keys.length === 0) {
    throw new NotCertainError('The keys have names that are not known.');
  }
  const isCredentials =
    keys.length === items.length &&
    bracket.kind !== '(' &&
    !/\bOptions$|\bConfig$/.test(callee);
  if (!isCredentials && isNamedCredentials(source, bracket)) {
    throw new NotCertainError(
      'Something else stands beside the halves of the key.',
    );
  }
  if (!isCredentials || /^(?:dict)$/.test(callee)) {
    return cutFrom(source, bracket, keys);
  }
  const start = callee === '' ? bracket.open : calleeStart(source, bracket);
  return cutCredentials(source, {
    start,
    end: chainEnd(source, bracket.close + 1),
  });
}

/** `credentials: { … }`: without its halves it would be credentials still. */
function isNamedCredentials(source: Program, { open }: Bracket): boolean {
  const [outer] = source.around(open);
  const item = outer && isList(source, outer) && itemAt(source, outer, open);
  return (
    item !== undefined &&
    item !== false &&
    /credentials/i.test(nameOf(item.text).name ?? '')
  );
}

/** `new AmazonS3Client(key, secret, region)` and `boto3.Session(key, secret)`. */
function cutByPlace(source: Program, bracket: Bracket): Cut[] {
  const items = itemsOf(source, bracket);
  const halves: Item[] = items.slice(0, 2);
  const third = items[2];
  if (
    !/key|secret/i.test(items[1]?.text ?? '') &&
    !/secret|Environment/i.test(items[0]?.text ?? '')
  ) {
    throw new NotCertainError('The keys are no two arguments of the client.');
  }
  const isPython = source.language === 'python';
  if (third && /token/i.test(third.text) && !/^\w+\s*=/.test(third.text)) {
    halves.push(third);
  } else if (isPython && third && !nameOf(third.text).name) {
    throw new NotCertainError(
      'Arguments after the keys have no names, and would move to other places.',
    );
  }
  if (
    halves.some(({ text }) => isPython && nameOf(text).name) ||
    (isPython &&
      items.slice(halves.length).some(({ text }) => !nameOf(text).name))
  ) {
    throw new NotCertainError(
      'Arguments after the keys have no names, and would move to other places.',
    );
  }
  const tokens = items.filter(({ text }) =>
    source.rules.keyNames.test(nameOf(text).name ?? ''),
  );
  return cutFrom(source, bracket, [...halves, ...tokens]);
}

function cutAssignedHalf(source: Program, index: number): Cut[] {
  const statement = statementAt(source, index);
  const left = statement.left ?? '';
  if (!ASSIGNED.test(left.replace(/\s*:\s*\w+$/, ''))) {
    throw new NotCertainError('How the keys reach the SDK is not known here.');
  }
  if (/^AWS_/.test(left) && source.isNamedElsewhere(/^\w+/.exec(left)![0])) {
    throw new NotCertainError('Other files name the setting.');
  }
  return [cutStatement(source, statement)];
}
