import { SourceLanguage } from '../../types';
import { Bracket } from '../source/brackets';
import { headOfBlock } from '../source/headOfBlock';
import { Source } from '../source/Source';

/** The halves of a key by the names that only AWS uses, as an argument, a field, an entry of a map or an assignment. */
const OWN_NAMES: Partial<Record<SourceLanguage, RegExp>> = {
  python:
    /\baws_(?:access_key_id|secret_access_key)\b\s*=(?!=)|\[\s*["']aws_(?:access_key_id|secret_access_key)["']\s*\]\s*=(?!=)|["'](?:aws_(?:access_key_id|secret_access_key)|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY))["']\s*:|^[ \t]*AWS_(?:S3_|SES_)?(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\s*=(?!=)/gm,
  node: /(?<![\w.])["']?(?:accessKeyId|secretAccessKey)\b["']?\s*:|(?<!\bthis)\.(?:accessKeyId|secretAccessKey)\s*=(?![=>])/g,
  go: /\b(?:AccessKeyID|SecretAccessKey)\s*:/g,
  java: /(?<![\w.])(?:accessKeyId|secretAccessKey)\s*=(?!=)/g,
  dotnet:
    /\b(?:awsAccessKeyId|awsSecretAccessKey)\s*:(?!:)|\bAWS(?:AccessKey|SecretKey)\s*=(?!=)/g,
  php: /['"](?:accessKeyId|accessKeySecret|access-key-id|secret-access-key)['"]\s*=>/g,
  ruby: /(?<![\w.:])(?:aws_)?(?:access_key_id|secret_access_key):(?!:)|:(?:aws_)?(?:access_key_id|secret_access_key)\s*=>/g,
};

/** Names that other things have too: they count only where S3 is meant. */
const SHARED_NAMES: Partial<Record<SourceLanguage, RegExp>> = {
  python:
    /\b(?:key|secret|access_key|secret_key|access_key_id|secret_access_key|username)\b\s*=(?!=)|["'](?:key|secret|access_key|secret_key|access_key_id|secret_access_key)["']\s*:/g,
  node: /(?<![\w.])["']?(?:accessKey|secretKey|key|secret)["']?\s*(?::|,|\n)/g,
  go: /\b(?:AccessKey|SecretKey)\s*:/g,
};

/** What takes a key by such a name. */
const TAKERS: Partial<Record<SourceLanguage, RegExp>> = {
  python:
    /\b(?:S3\w*|Minio|AsyncS3FileSystem|s3_?store|filesystem|S3Hook|from_keys|S3Boto3?Storage|S3Storage|AmazonS3|Operator|tinys3\.Connection|S3)$/,
  go: /\bs3\w*\.\w*(?:Config|Options|Params|Bucket)$|\bsigv4\.SigV4Config$/i,
  node: /\b(?:Minio\.Client|MinioClient|Client|S3mini|S3Client|knox\.createClient|createClient|aws\.Provider|AwsProvider)$/,
};
const PYTHON_FSSPEC =
  /\bfsspec\.\w+$|\bfilesystem$|\bopen$|\burl_to_fs$|\bUPath$/;
const S3_NAMED = /["']s3a?(?::\/\/[^"']*)?["']|\bs3:\/\//;

/** A value that is no key: nothing, an empty text, a type, or a rule for values. */
const NO_VALUE =
  /^(?:None|null|undefined|nil|["']{2}|string\b|str\b(?!\()|String\b|expect\.|\{|\[(?!\s*$)|true\b|false\b|fields\.|serializers\.|ma\.|["']\*+["']|["'][a-z_.]*(?:key|secret)[a-z_.]*["'])/i;
/** Rules for values, of the libraries of JavaScript for that. Elsewhere these letters are variables. */
const VALIDATOR = /^(?:\w+\.)?(?:z|Joi|yup|t|v|Type|S|Schema|faker)\./;
/** Keys that STS gave out a moment ago. */
export const SESSION_KEY =
  /\b(?:AccessKeyId|SecretAccessKey|AccessKeyID)\b|\[\s*["'](?:AccessKeyId|SecretAccessKey)["']\s*\]/;
/** Administration of keys, in which an id is the subject. */
const ABOUT_KEYS =
  /(?:access_?key|AccessKey)s?(?:_?\w*Command|_?\w*Request)?\s*$/i;
/** Tables with columns of such names. */
const ABOUT_RECORDS =
  /\.?(?:where|find_by!?|find_or_\w+|exists\?|create!?|permit|validates|pluck|upsert|update_columns?)$/;
/** A question to a table, by the name of its part. */
const ASKS_TABLE =
  /\b(?:where|select|orderBy|include|omit|attributes)\s*:\s*$|\.(?:where|insert|find(?:One|First|Unique|By|Many)\w*|upsert)\s*\(\s*$/;
const DECLARES =
  /^(?:def|fun|func|function|fn|class|interface|enum|struct|async)\b|\b(?:constructor|@dataclass)$/;
/** Other clouds that have an `accessKeyId` of their own. */
const OTHER_CLOUD =
  /accessKeySecret|aliyun|\bOSS\b|huawei|tencent|ObsClient|CosClient/i;

/** Places where a half of a key is given by its name. */
export function namedKeys(source: Source): number[] {
  const { language, code } = source;
  if (!language) {
    return [];
  }
  const own = OWN_NAMES[language];
  const shared = SHARED_NAMES[language];
  return [
    ...(own
      ? [...code.matchAll(own)].filter(found => isGiven(source, found))
      : []),
    ...(shared
      ? [...code.matchAll(shared)].filter(found => isTakenByS3(source, found))
      : []),
  ].map(({ index }) => index!);
}

function isNoValue({ language }: Source, value: string): boolean {
  return NO_VALUE.test(value) || (language === 'node' && VALIDATOR.test(value));
}

function valueAfter(source: Source, found: RegExpMatchArray): string {
  const end = found.index! + found[0].length;
  return source.code.slice(end, end + 160).trimStart();
}

/** The value up to the comma, bracket or end of line that ends it. */
function wholeValue(source: Source, found: RegExpMatchArray): string {
  return /^[^\n,;)}]*/.exec(valueAfter(source, found))?.[0] ?? '';
}

function isGiven(source: Source, found: RegExpMatchArray): boolean {
  const { language } = source;
  const index = found.index!;
  const value = valueAfter(source, found);
  const [inner, outer] = source.around(index);
  const isOfSession =
    SESSION_KEY.test(wholeValue(source, found)) &&
    // In Go, credentials of the program's own have fields of the same names.
    (language !== 'go' ||
      !inner ||
      /\bSessionToken\s*:/.test(source.inside(inner)));
  if (isNoValue(source, value) || isOfSession) {
    return false;
  }
  if (/^\s/.test(found[0])) {
    return !inner && isUnderCondition(source, index + found[0].search(/\S/));
  }
  if (!inner) {
    // At the left edge of a file these names are variables, except where they are fields of something.
    return (
      /^[.[A]/.test(found[0]) || language === 'ruby' || isInMeta(source, index)
    );
  }
  const callee = source.calleeOf(inner);
  if (DECLARES.test(callee) || ABOUT_KEYS.test(callee)) {
    return false;
  }
  if (
    isPattern(source, inner) ||
    OTHER_CLOUD.test(`${callee}${outer ? source.calleeOf(outer) : ''}`)
  ) {
    return false;
  }
  switch (language) {
    case 'python':
      return /^[[]/.test(found[0]) || inner.kind === '(' || inner.kind === '{';
    case 'node':
      return (
        (inner.kind === '{' || found[0].startsWith('.')) &&
        !isType(source, inner) &&
        !ASKS_TABLE.test(
          source.code.slice(Math.max(0, inner.open - 60), inner.open),
        ) &&
        !isWithSession(source, value, source.inside(inner)) &&
        !OTHER_CLOUD.test(source.inside(inner))
      );
    case 'go':
      return /\b(?:Credentials|Value|StaticCredentialsProvider)$/.test(callee);
    case 'java':
      // Assignments inside of the blocks of Kotlin's builders.
      return (
        inner.kind === '{' &&
        /\b(?:StaticCredentialsProvider|Credentials)$/.test(callee)
      );
    case 'php':
      return /-/.test(found[0]) || /\bAsyncAws\b/.test(source.code);
    case 'ruby':
      return (
        !ABOUT_RECORDS.test(callee) && !isOfSts(value, source.inside(inner))
      );
    default:
      return true;
  }
}

/** Credentials that something else gave: with their end, or `creds.accessKeyId` beside `creds.sessionToken`. */
function isWithSession(
  { code }: Source,
  value: string,
  object: string,
): boolean {
  if (
    /\bsessionToken\s*[:,]/.test(object) &&
    /\bexpiration\s*[:,]/.test(object)
  ) {
    return true;
  }
  const name = /^([\w$.]+)\.(?:accessKeyId|secretAccessKey)\b/.exec(value)?.[1];
  return (
    name !== undefined &&
    object.includes(`${name}.sessionToken`) &&
    (/cred|session|temp|assumed|sts/i.test(name) ||
      new RegExp(
        `\\b${name.replace(
          /[$.]/g,
          '\\$&',
        )}\\s*=\\s*await\\s+(?:fromNodeProviderChain|defaultProvider|fromTokenFile)\\b`,
      ).test(code))
  );
}

/** `given.access_key_id` beside `given.session_token`, in Ruby. */
function isOfSts(value: string, hash: string): boolean {
  const name = /^([\w.]+)\.(?:access_key_id|secret_access_key)\b/.exec(
    value,
  )?.[1];
  return name !== undefined && hash.includes(`${name}.session_token`);
}

/** In a block that is no function and no class: settings that count under a condition. */
function isUnderCondition(source: Source, index: number): boolean {
  return /^\s*(?:if|elif|else|try|except|with)\b/.test(
    headOfBlock(source, index) ?? '',
  );
}

/** A field of `class Meta`, in which models of PynamoDB say how they are kept. */
function isInMeta(source: Source, index: number): boolean {
  return (
    source.language === 'python' &&
    /^\s*class\s+Meta\b/.test(headOfBlock(source, index) ?? '')
  );
}

/** `{ accessKeyId } = value` and parameters take a value apart. */
function isPattern(source: Source, { kind, open, close }: Bracket): boolean {
  const after = source.bare.slice(close, close + 60);
  return (
    kind === '{' &&
    (/^\}\s*=(?![=>])/.test(after) ||
      (/[(,]\s*$/.test(source.bare.slice(Math.max(0, open - 40), open)) &&
        /^\}\s*(?:\)\s*(?:=>|\{)|:\s*\w+)/.test(after)))
  );
}

/** The body of an interface, a type or a class. */
function isType(source: Source, { open }: Bracket): boolean {
  const before = source.bare.slice(Math.max(0, open - 200), open);
  return /(?:\binterface\s+[\w<>,\s.]+|\btype\s+\w+(?:<[^>]*>)?\s*=\s*(?:[\w&|<>\s]*[&|]\s*)?|\bclass\s+[\w<>,\s.]+|[?\w]:\s*\{[^{}]*\bstring\b[^{}]*)$/.test(
    before,
  );
}

/** Names that everybody uses count inside of what opens S3, and in `storage_options`. */
function isTakenByS3(source: Source, found: RegExpMatchArray): boolean {
  const { language, code } = source;
  const index = found.index!;
  const brackets = source.around(index);
  const [inner] = brackets;
  if (!inner || isNoValue(source, valueAfter(source, found))) {
    return false;
  }
  const callee = source.calleeOf(inner);
  const all = brackets.slice(0, 4);
  if (language === 'node') {
    const call = all
      .map(each => source.calleeOf(each))
      .find(text => TAKERS.node!.test(text));
    const inside = source.inside(inner);
    return (
      inner.kind === '{' &&
      call !== undefined &&
      (/\bknox\b/.test(call)
        ? /\bsecret\b/.test(inside)
        : /\baccessKey\b/.test(inside) && /\bsecretKey\b/.test(inside))
    );
  }
  if (language === 'go') {
    const inside = source.inside(inner);
    return (
      inner.kind === '{' &&
      TAKERS.go!.test(callee) &&
      /\bAccessKey\s*:/.test(inside) &&
      /\bSecretKey\s*:/.test(inside)
    );
  }
  if (
    inner.kind === '(' &&
    TAKERS.python!.test(callee) &&
    !/^(?:def|class)\b/.test(callee)
  ) {
    return (
      !/\b(?:filesystem|S3\w*Object|Operator)$/.test(callee) ||
      S3_NAMED.test(source.inside(inner))
    );
  }
  if (inner.kind === '(' && PYTHON_FSSPEC.test(callee)) {
    return S3_NAMED.test(source.inside(inner)) || /fsspec/.test(callee);
  }
  if (inner.kind !== '{' && !(inner.kind === '(' && /\bdict$/.test(callee))) {
    return false;
  }
  const header = code.slice(Math.max(0, inner.open - 80), inner.open);
  const names = source.inside(inner);
  const isPair =
    /\b(?:key|access_key|access_key_id)\b/.test(names) &&
    /\b(?:secret|secret_key|secret_access_key)\b/.test(names);
  return (
    isPair &&
    (isOfQueue(names) ||
      /\bstorage_options\s*[=:]\s*(?:dict)?\s*$/i.test(header) ||
      /S3Storage|S3Boto3?Storage|S3ManifestStatic/.test(
        outerText(source, all),
      ) ||
      (/\b(?:storage_options|s3fs|fsspec|S3FileSystem|deltalake|polars)\b/.test(
        code,
      ) &&
        !/account_(?:name|key)/.test(names)))
  );
}

/** A key by the names that only AWS has, beside the address of a queue: `predefined_queues` of Celery. */
function isOfQueue(names: string): boolean {
  return (
    /["']access_key_id["']/.test(names) &&
    /["']secret_access_key["']/.test(names) &&
    /["'](?:url|queue_url|bucket|bucket_name)["']\s*:/.test(names)
  );
}

function outerText(source: Source, brackets: readonly Bracket[]): string {
  const [, outer] = brackets;
  return outer ? source.inside(outer).slice(0, 2000) : '';
}
