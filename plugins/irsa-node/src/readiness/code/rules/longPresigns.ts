import { secondsOf } from '../durations';
import { Source } from '../source/Source';

/** The longest life of a link with a default role: sessions last an hour unless the role allows more. */
const SESSION_SECONDS = 3600;

/** What begins the lifetime of a link by itself. */
const OF_LINKS =
  /\b(?:signatureDuration|WithPresignExpires|presign_?[eE]xpires?|withPresignExpires)\s*(?:[:(,=]|=>|:=)\s*|\.Presign\(\s*|\bcreatePresignedRequest\(\s*[^,()]{1,60},|\bPresigningConfig::expires_in\(|\bo\.Expires\s*=(?!=)|\b(?:AWS_QUERYSTRING_EXPIRE|querystring_expire)\b['"]?\s*[=:](?!=)\s*|\b(?:service_urls_expire_in|\w*authenticated_url_expiration)\s*=(?!=)\s*/g;
/** The same for a link or for anything else. */
const OF_ANYTHING =
  /\b(?:expires_?in|ExpiresIn|expiresIn|Expires|expires|expiration|[eE]xpiry|expiresInSeconds|withExpiration|setExpiration|expire)\w*['"]?\s*(?:[:(,]|=>|:=|=(?!=))\s*\(?|currentTimeMillis\(\)\s*\+/g;
/** A field whose name is the name of its value. */
const SHORTHAND = /(?<=[{,]\s*)expiresIn(?=\s*[,}])/g;
const CALL_OF_LINK =
  /pre_?sign|signed_?url|temporary_?url|GetPreSigned|GeneratePresigned/i;
/** The third argument of boto3's method, and the second or third of others, has no name. */
const POSITIONAL =
  /\b\w*(?:[pP]re_?[sS]ign|[tT]emporaryUrl|[sS]igned_?[uU]rl)\w*\s*\(/g;
const MILLISECONDS = /currentTimeMillis/;

const OF_TIME =
  /pre_?sign|signed_?url|signatureDuration|\.Expires\s*=|temporaryUrl|querystring_expire|urls_expire_in|authenticated_url_expiration|\.url\(|assume_?role|AssumeRole|fromTemporaryCredentials/i;

/** Whether a file has links or sessions, which end. */
export function speaksOfTime({ code }: Source): boolean {
  return OF_TIME.test(code);
}

/** Links of another cloud, and those that a key pair of CloudFront signs, end with no session. */
function isOfOthers({ code }: Source): boolean {
  return (
    /@google-cloud\/|cloud\.google\.com|google\.cloud|\bstorage\.SignedURL|azure|\bUrlSigner\b|\bCloudFrontSigner\b|key_?pair_?id/i.test(
      code,
    ) && !/presign|\bS3\b|\bs3\b|S3Client|aws-sdk\/client-s3/i.test(code)
  );
}

/** Places where a link is signed for longer than a session lasts. */
export function longPresigns(
  source: Source,
  constants: ReadonlyMap<string, number>,
): number[] {
  const { code, language } = source;
  if (!speaksOfTime(source) || isOfOthers(source)) {
    return [];
  }
  const isLong = (index: number, isMilliseconds = false) => {
    const value = secondsOf(code.slice(index, index + 120), constants);
    return (
      (isMilliseconds ? (value ?? 0) / 1000 : value ?? 0) > SESSION_SECONDS
    );
  };
  const named = [
    ...code.matchAll(OF_LINKS),
    ...[...code.matchAll(OF_ANYTHING)].filter(({ index }) =>
      isOfLink(source, index!),
    ),
  ].flatMap(found => {
    const end = found.index! + found[0].length;
    return isLong(end, MILLISECONDS.test(found[0])) ? [end - 1] : [];
  });
  const short = [...code.matchAll(SHORTHAND)].flatMap(({ index }) =>
    isLong(index!) && isOfLink(source, index!) ? [index!] : [],
  );
  const positional = [...code.matchAll(POSITIONAL)].flatMap(found => {
    const bracket = source.bracketAt(found.index! + found[0].length - 1);
    return bracket &&
      !/^\w*\s*(?:def|fun|func|function)\b/.test(source.calleeOf(bracket))
      ? source
          .argumentsOf(bracket)
          .slice(1)
          // Named ones are found by their names.
          .filter(
            ({ text }) =>
              !/^[\w'"]+\s*(?:=>|[:=])/.test(text) && !/^[{[(]/.test(text),
          )
          .flatMap(({ start }) => (isLong(start) ? [start] : []))
      : [];
  });
  return [...named, ...short, ...positional].filter(
    index => language !== undefined && index >= 0,
  );
}

function isOfLink(source: Source, index: number): boolean {
  const brackets = source.around(index).slice(0, 4);
  if (
    brackets.some(bracket => {
      const callee = source.calleeOf(bracket);
      return (
        CALL_OF_LINK.test(callee) ||
        (source.language === 'ruby' && /\.(?:url|service_url)$/.test(callee))
      );
    })
  ) {
    return true;
  }
  const [inner] = brackets;
  const { code } = source;
  // Options in a variable that a call for a link takes.
  const name =
    inner?.kind === '{'
      ? /\b(\w+)\s*(?::\s*[\w.<>]+\s*)?:?=\s*(?:new\s+\w+\s*)?$/.exec(
          code.slice(Math.max(0, inner.open - 100), inner.open),
        )?.[1]
      : undefined;
  if (
    name &&
    new RegExp(
      `(?:[sS]igned_?[uU]rl|[pP]re_?[sS]ign)\\w*\\s*\\([^;]{0,300}\\b${name}\\b`,
    ).test(code)
  ) {
    return true;
  }
  // Builders and requests: the statement or its neighbours speak of links.
  const before = code.slice(Math.max(0, index - 300), index);
  const around =
    before.slice(before.lastIndexOf(';') + 1) + code.slice(index, index + 200);
  return (
    (code[index - 1] === '.' ||
      /^(?:withExpiration|setExpiration|currentTimeMillis)/.test(
        code.slice(index, index + 30),
      )) &&
    !/[cC]ookie|[cC]ache|[tT]oken|jwt|[sS]ession/.test(
      source.lineOf(index).text,
    ) &&
    CALL_OF_LINK.test(around)
  );
}
