import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';
import { SESSION_KEY } from './namedKeys';

/** Calls that make credentials of two halves. The first group, if any, is what `only` is asked about. */
interface Maker {
  pattern: RegExp;
  /** Of the whole file. */
  file?: RegExp;
  /** Whether a call is one, by its arguments and its file. */
  only?: (call: { source: Source; index: number; args: string[] }) => boolean;
}

const plain = (args: string[]) =>
  args.length >= 2 && !/^\w+\s*[=:](?!=)/.test(args[0]);
const isPositional = (text: string) => !/^\*|^\w+\s*=(?!=)/.test(text);
const isNothing = (text = '') => /^(?:null|None|""|string\.Empty|)$/.test(text);
const isPairOfMinio = (args: string[], { code }: Source) =>
  args.length >= 2 && isNothing(args[2]) && /\bminio/i.test(code);
const aboutAws = ({ code }: Source) => /aws|amazon|\bs3/i.test(code);

/** boto3, or its session, as a file imports it. */
const OTHER_NAME_OF_SESSION =
  /\bimport\s+boto3\s+as\s+(\w{1,60})|\bfrom\s+boto3(?:\.session)?\s+import\b[^\n]*?\bSession\b(?:\s+as\s+(\w{1,60}))?/;

/** How a file calls boto3's session, for a pattern. */
function sessionNames({ code }: Source): string[] {
  const [found, module, name = 'Session'] =
    OTHER_NAME_OF_SESSION.exec(code) ?? [];
  return found === undefined
    ? []
    : [module ? `${module}\\.(?:session\\.)?Session` : name];
}

const MAKERS: Partial<Record<SourceLanguage, Maker[]>> = {
  python: [
    {
      pattern:
        /\bboto3\.(?:session\.)?Session\s*\(|\bget_session\s*\(|\bboto\.connect_\w+\s*\(|\btinys3\.(?:Connection|Pool)\s*\(/g,
      only: ({ args }) => plain(args),
    },
    {
      pattern: /\b(?:AWS4Auth|AWSRequestsAuth|S3Auth|Minio)\s*\(/g,
      only: ({ args, index, source }) =>
        /Minio/.test(source.code.slice(index, index + 6))
          ? args.length >= 3 &&
            args.slice(1, 3).every(each => !/^\w+\s*=(?!=)/.test(each))
          : plain(args) &&
            !/cred|frozen/i.test(args.slice(0, 2).join(' ')) &&
            !args.some(each => /^(?:session_token|aws_token)\s*=/.test(each)),
    },
    {
      pattern: /\bStaticProvider\s*\(/g,
      only: ({ args, source }) => isPairOfMinio(args, source),
    },
    {
      // boto 2.
      pattern: /\bS3Connection\b(?<!\bclass\s+S3Connection)\s*\(/g,
      only: ({ args, source }) => plain(args) && /\bboto\b/.test(source.code),
    },
    {
      // libcloud: the class of a driver, by its name or at once.
      pattern: /\b(\w+)(?:\s*\([^()\n]*\))?\s*\(/g,
      file: /\bget_driver\(\s*(?:\w+\.)?\w*Provider\.S3/,
      only: ({ args, index, source }) => isDriverOfS3(source, index, args),
    },
    {
      // The third and fourth arguments of s3fs.
      pattern: /\bS3FileSystem\s*\(/g,
      file: /\bs3fs\b/,
      only: ({ args }) =>
        args.length >= 4 && args.slice(0, 4).every(isPositional),
    },
    {
      // A connection of Airflow.
      pattern: /\bConnection\s*\(/g,
      only: ({ args }) =>
        args.some(each => /^conn_type\s*=\s*["']aws/.test(each)) &&
        args.some(each => /^login\s*=/.test(each)),
    },
    {
      pattern: /\b(?:ReadOnly)?Credentials\s*\(/g,
      only: ({ source, args, index }) =>
        plain(args) &&
        /\bbotocore\b|\baiobotocore\b/.test(source.code) &&
        (!source.code.startsWith('ReadOnly', index) || isNothing(args[2])),
    },
    {
      // boto3's session by the name that a file gives it.
      pattern: /(?<![.\w])(?:\w+\.)?\w+\s*\(/g,
      file: OTHER_NAME_OF_SESSION,
      only: ({ source, args, index }) =>
        plain(args) &&
        sessionNames(source).some(name =>
          new RegExp(`^${name}\\s*\\(`).test(
            source.code.slice(index, index + 80),
          ),
        ),
    },
  ],
  node: [
    {
      pattern: /\bnew\s+(?:AWS\.|Minio\.)?Credentials\s*\(/g,
      only: ({ args, source }) => plain(args) && aboutAws(source),
    },
    {
      // Shorthand fields have no colon.
      pattern:
        /\{(?=[^{}]{0,200}(?<![.\w])accessKeyId\s*(?:,|\}))(?=[^{}]{0,200}(?<![.\w])secretAccessKey\s*(?:,|\}))/g,
      only: ({ source, index }) =>
        /(?:credentials\s*[:=](?:[^;{}]{1,120}\?)?|Credentials\s*=|[cC]red\w*\s*:\s*[\w.<>]+\s*=|(?:Client|update|sign|Signer|SignatureV4|S3|\bnew\s+(?:AWS|aws)\.\w+(?:\.\w+)?)\s*\(|[cC]red\w*\b[^;{}]{0,60}=>\s*\()\s*$/.test(
          source.code.slice(Math.max(0, index - 100), index),
        ) &&
        !/^\}\s*=(?!=)/.test(
          source.bare.slice(source.bracketAt(index)?.close ?? index),
        ),
    },
  ],
  go: [
    {
      pattern:
        /\b\w+\.NewStatic(?:Credentials(?:Provider|FromCreds)?|V2|V4)\s*\(|\bcredentials\.StaticCredentialsProvider\b/g,
      only: ({ args }) =>
        !/\b(?:AccessKeyId|AccessKeyID)\b/.test(args[0] ?? '') ||
        !/\bSessionToken\b/.test(args.join(' ')),
    },
    { pattern: /\bsimples3\.New\s*\(|\baws\.Auth\s*\{|\bs3\.Keys\s*\{/g },
  ],
  java: [
    {
      pattern:
        /(?<![\w.])(?:new\s+)?Basic(?:AWS|Session)Credentials\s*\(|\bAws(?:Basic|Session)Credentials\.(?:create|builder)\s*\(|\bStaticCredentialsProvider(?:\.create|\.builder)?\s*[({]|(?<![\w.])(?:new\s+)?AWSStaticCredentialsProvider\s*\(|\bAwsCredentials\s*\((?=[^)]*,)|\bCredentialsProvider\.Static\b/g,
      only: ({ args }) => !/[sS]essionToken\(\)/.test(args.join(' ')),
    },
    {
      pattern: /(?<![\w.])(?:new\s+)?StaticProvider\s*\(/g,
      only: ({ args, source }) => isPairOfMinio(args, source),
    },
    {
      // Of a file with the two halves.
      pattern:
        /(?<![\w.])(?:new\s+)?(?:PropertiesCredentials|(?:Classpath)?PropertiesFileCredentialsProvider)\s*\(/g,
      only: ({ source, index }) =>
        !/\bclass\s+$/.test(
          source.code.slice(Math.max(0, index - 20), index),
        ) &&
        !source
          .around(index)
          .some(each => /Chain$/.test(source.calleeOf(each))),
    },
    {
      // Of jets3t.
      pattern: /\bnew\s+AWSCredentials\s*\(/g,
      only: ({ args }) => args.length >= 2,
    },
    {
      pattern: /\.credentials\s*\(/g,
      only: ({ args, source }) =>
        args.length === 2 &&
        /\bMinio(?:Async)?Client\b|\bnewBuilder\(\s*"(?:aws-)?s3"/.test(
          source.code,
        ),
    },
    {
      pattern: /(?<![\w.])Credentials\s*\(/g,
      only: ({ source, args }) =>
        args.length >= 2 &&
        /aws\.smithy\.kotlin|aws\.sdk\.kotlin|\bStaticCredentialsProvider\b/.test(
          source.code,
        ),
    },
  ],
  dotnet: [
    {
      // F# has no need of `new`.
      pattern:
        /(?:\b[nN]ew\s+|(?<=[=(,>]\s*))(?:Basic|Session)AWSCredentials\s*\(/g,
    },
    { pattern: /\b(?:Basic|Session)AWSCredentials\s+\w+\s*=\s*new\s*\(/g },
    {
      // Of a class of credentials of one's own; with a third argument it has a token.
      pattern: /\bnew\s+ImmutableCredentials\s*\(/g,
      only: ({ args }) => args.length === 3 && isNothing(args[2]),
    },
    {
      pattern: /\.WithCredentials\s*\(/g,
      only: ({ args, source }) =>
        args.length === 2 && /\bMinio/.test(source.code),
    },
    {
      pattern: /(?:\b[nN]ew\s+|(?<=[=(]\s*))(?:[\w.]*\.)?Amazon\w+Client\s*\(/g,
      only: ({ args, source }) =>
        args.length >= 2 &&
        /(?:key|id|secret)\w*["'\])]*$/i.test(args[0]) &&
        !/^new\b|Credential/.test(args[0]) &&
        (args.length > 2 ||
          !/Region|[cC]onfig/.test(args[1]) ||
          isStaticInDotnet(source, args[0])),
    },
    {
      pattern: /\bIAmazon\w+\s+\w+\s*=\s*new\s*\(/g,
      only: ({ args }) => args.length >= 3 && /key|id/i.test(args[0]),
    },
    {
      pattern: /\b\w+\s*=\s*new\s*\(/g,
      file: /\bAmazon\w+Client\b/,
      only: ({ args }) =>
        args.length === 3 &&
        /key|id/i.test(args[0]) &&
        /secret/i.test(args[1]) &&
        /Region|[cC]onfig/.test(args[2]),
    },
  ],
  ruby: [{ pattern: /\bAws::Credentials\.new\b|\bAWS\.config\s*\(/g }],
  php: [
    {
      pattern: /\bnew\s+\\?(?:Aws\\Credentials\\)?Credentials\s*\(/g,
      only: ({ args }) => args.length >= 2,
    },
    {
      pattern:
        /['"]credentials['"]\s*(?:\]\s*=|=>)\s*(?:[^,;=?]{0,120}\?\s*)?(?:\[|array\()/g,
      only: ({ args, source }) => {
        const text = args.join('\n');
        return (
          aboutAws(source) &&
          /['"](?:key|secret|accessKeyId|secretAccessKey)['"]\s*=>/.test(text)
        );
      },
    },
    {
      pattern: /\bnew\s+\\?S3\s*\(|\bS3::setAuth\s*\(/g,
      only: ({ args }) => args.length >= 2,
    },
  ],
  rust: [
    {
      pattern: /\bCredentials::(?:new|from_keys)\s*\(/g,
      only: ({ args, source }) =>
        args.length >= 3 &&
        args[0] !== 'None' &&
        /\b(?:aws|s3|Aws|AWS|rusty_s3|rusoto|SdkConfig|Credentials)\w*\b/.test(
          source.code,
        ),
    },
    {
      pattern: /\.(?:with_)?(?:access_key_id|secret_access_key)\s*\(/g,
      only: ({ args, source }) =>
        args.length === 1 &&
        !/\.(?:delete|update)_access_key\(/.test(source.code),
    },
    {
      // Options as pairs of texts.
      pattern:
        /\(\s*"(?:aws_)?(?:access_key_id|secret_access_key)"(?:\.\w+\(\))?\s*,(?!\s*"")/gi,
      only: ({ source }) =>
        /\b(?:object_store|opendal|deltalake|polars|iceberg|storage_options)\b/.test(
          source.code,
        ),
    },
    {
      // The same as entries of a map.
      pattern:
        /\.insert\(\s*"(?:aws_)?(?:access_key_id|secret_access_key)"(?:\.\w+\(\))?\s*,/gi,
      file: /\b(?:object_store|opendal|deltalake|Operator|Scheme::S3)\b/,
    },
    { pattern: /\bStaticProvider::new\w*\s*\(/g },
    { pattern: /\brusty_s3::Credentials::new\s*\(/g },
  ],
};

/** Settings by name, from any language that has them: Spark and Hadoop, Iceberg. */
const NAMED_SETTINGS =
  /\bfs\.s3[an]?\.(?:bucket\.[\w.-]+\.)?(?:access\.key|secret\.key|awsAccessKeyId|awsSecretAccessKey)\b|["'](?:client\.|hive\.|spark\.sql\.catalog\.[\w-]+\.)?s3\.(?:aws-)?(?:access-key(?:-id)?|secret-(?:access-)?key)["']|["'](?:client|glue|dynamodb)\.(?:access-key-id|secret-access-key)["']/g;
/** Variables and properties that the program sets for the SDK in the same process. */
const SET_FOR_SDK =
  /(?:\benviron\s*\[\s*|\bprocess\.env(?:\.|\[\s*)|\bENV\[\s*|\bos\.Setenv\(\s*|\bSetEnvironmentVariable\(\s*|\benviron\.setdefault\(\s*|\bset_var\(\s*|\bsetProperty\(\s*|\bputenv\(\s*)['"]?(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|aws\.(?:accessKeyId|secretAccessKey|secretKey))['"]?\s*(?:\]\s*(?:\|\|)?=(?![=>])|(?:\?\?)?=(?![=>])|,)\s*(?!None|nil|null|undefined|["']{2})/g;

/** Statements of Redshift, Snowflake and DuckDB that are given a key. */
const STATEMENT =
  /\bSET\s+(?:GLOBAL\s+|SESSION\s+)?s3_(?:access_key_id|secret_access_key)\s*=|\b(?:COPY|UNLOAD|CREATE\s+(?:OR\s+REPLACE\s+)?(?:PERSISTENT\s+)?(?:SECRET|STAGE))\b[^;]{0,600}?\b(?:aws_access_key_id|ACCESS_KEY_ID|AWS_KEY_ID|KEY_ID)\b\s*[=' ]/g;
const COMMENT = /^\s*(?:#|\/\/|\*|--)/;

function keysInStatements(source: Source): { index: number }[] {
  return [...source.written.matchAll(STATEMENT)]
    .map(found => ({ index: found.index! + found[0].length - 1 }))
    .filter(({ index }) => {
      const { start, end } = source.lineOf(index);
      return !COMMENT.test(source.written.slice(start, end));
    });
}

/** Whether what is set is of a session, whose token is set too. */
function isOfSession({ code }: Source, at: number): boolean {
  const [value] = code.slice(at, at + 160).split('\n', 1);
  return (
    SESSION_KEY.test(value) &&
    /\bAWS_SESSION_TOKEN\b|\baws\.sessionToken\b/.test(code)
  );
}

/** Whether a variable of C# holds credentials of two halves. */
function isStaticInDotnet({ code }: Source, name: string): boolean {
  return (
    /^\w+$/.test(name) &&
    new RegExp(
      `\\b${name}\\s*=\\s*new\\s+(?:Basic|Session)AWSCredentials\\b`,
    ).test(code)
  );
}

/** libcloud's driver of S3 with key and secret by place. */
function isDriverOfS3(
  { code }: Source,
  index: number,
  args: readonly string[],
): boolean {
  const [, name, isAtOnce] =
    /^(\w+)(\s*\([^()\n]*\.S3\w*[^()\n]*\))?/.exec(
      code.slice(index, index + 200),
    ) ?? [];
  const isDriver =
    name === 'get_driver'
      ? isAtOnce !== undefined
      : new RegExp(
          `\\b${name}\\s*=\\s*get_driver\\(\\s*(?:\\w+\\.)?\\w*Provider\\.S3`,
        ).test(code);
  return isDriver && args.length >= 2 && args.slice(0, 2).every(isPositional);
}

/** Places where credentials are made of the two halves of a key. */
export function madeKeys(source: Source): number[] {
  const { language, code } = source;
  const makers = (language && MAKERS[language]) ?? [];
  return [
    ...makers
      .filter(({ file }) => !file || file.test(code))
      .flatMap(({ pattern, only }) =>
        [...code.matchAll(pattern)].filter(found => {
          const index = found.index!;
          // The place of the bracket: a pattern ends with it, or it follows.
          const end = index + found[0].length;
          const open = /[([{]$/.test(found[0])
            ? end - 1
            : end +
              (/^\s*[([{]?/.exec(code.slice(end, end + 40))?.[0].length ?? 1) -
              1;
          const bracket = source.bracketAt(open);
          const args = bracket
            ? source.argumentsOf(bracket).map(({ text }) => text)
            : [];
          return !only || only({ source, index, args });
        }),
      ),
    ...keysInStatements(source),
    ...code.matchAll(NAMED_SETTINGS),
    ...[...code.matchAll(SET_FOR_SDK)].filter(
      ({ index, 0: text }) => !isOfSession(source, index! + text.length),
    ),
  ].map(({ index }) => index!);
}
