import { constantsOf, secondsOf } from './durations';

/** The longest life of a link with a default role: sessions last an hour unless the role allows more. */
const SESSION_SECONDS = 3600;

/** What begins the lifetime of a link. */
const LIFETIME =
  /\b(?:expires_?in|ExpiresIn|expiresIn|Expires|expires|expiration|[eE]xpiry|signatureDuration|withExpiration|setExpiration|WithPresignExpires|presign_?expires?)\w*['"]?\s*(?:[:(,]|=>|:=|=(?!=))\s*\(?|\.Presign\(\s*|createPresignedRequest\(\s*\$\w+\s*,|currentTimeMillis\(\)\s*\+/g;
/** The third argument of boto3's method. */
const POSITIONAL =
  /\bgenerate_presigned_(?:url|post)\s*\((?:[^()]|\([^()]*\)){0,300}?,(?=\s*[\w*\s.]+\s*,?\s*\))/g;
const OF_LINKS = /pre_?sign|signed_?url|signatureDuration|\.Expires\s*=/i;
const MILLISECONDS = /currentTimeMillis/;

/** Places where a link is signed for longer than a session lasts. */
export function longPresigns(text: string): number[] {
  if (!OF_LINKS.test(text)) {
    return [];
  }
  const constants = constantsOf(text);
  return [...text.matchAll(LIFETIME), ...text.matchAll(POSITIONAL)].flatMap(
    found => {
      const end = found.index! + found[0].length;
      const value = secondsOf(text.slice(end, end + 120), constants);
      const seconds =
        value && MILLISECONDS.test(found[0]) ? value / 1000 : value;
      return (seconds ?? 0) > SESSION_SECONDS ? [end - 1] : [];
    },
  );
}
