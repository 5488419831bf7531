import { secondsOf } from '../durations';
import { Source } from '../source/Source';

/** Scripts of the shell, without those by whose name people build, test and release. */
const SCRIPT = /(^|\/)[\w.-]+\.(?:sh|bash)$/;
const NOT_IN_POD =
  /(^|\/)(?:\.[\w-]+|hack|ci|infra|terraform|deploy\w*|dev)\/|(?:^|[/._-])(?:deploy|release|publish|local|dev|setup|install|test|tests|ci|build|login|localstack|bootstrap)[\w-]*\.(?:sh|bash)$/i;
const IMAGE =
  /(^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[\w-]+)?|[\w-]+\.[dD]ockerfile)$/;
const NOT_IMAGE_OF_POD = /(?:^|[/._-])(?:test|tests|dev|local|ci|build)\b/i;

const CONFIGURES =
  /\baws\s+configure\s+set\s+(?:--\S+\s+\S+\s+)*(?:[\w.-]+\.)?aws_(?:access_key_id|secret_access_key)\b/g;
/** Commands that are given a half of a key, or that keep one in a file of their own. */
const GIVES = [
  CONFIGURES,
  /\b(?:s3cmd|rclone|duplicity|juicefs|goofys)\b[^\n]*?\s--(?:s3-)?(?:access|secret)[-_](?:access[-_])?key(?:[-_]id)?[= ]/g,
  /\$\{?\w+\}?:\$\{?\w+\}?["']?\s*>\s*\S*passwd-s3fs\b/g,
  /\bmc\s+(?:alias\s+set|config\s+host\s+add)\s+\S+\s+["']?https:\/\/s3[\w.-]*\.amazonaws\.com[^\n]*\$/g,
  /\bMC_HOST_\w+=["']?https:\/\/[^\s@/]+:[^\s@/]+@s3[\w.-]*\.amazonaws\.com/g,
  /["']?:s3,[^\n"']*?\baccess_key_id=[^\n,"']/g,
  /\becho\b[^\n]*\baws_(?:access_key_id|secret_access_key)\s*=\s*["']?\$[^\n]*>\s*\S*(?:credentials|config|\.boto|s3cfg)\b/g,
  /\bprintf\b[^\n]*aws_(?:access_key_id|secret_access_key)\s*=\s*%s[^\n]*>\s*\S*credentials\b/g,
  /\bdvc\s+remote\s+modify\b[^\n]*\s(?:access_key_id|secret_access_key)\s/g,
  /\b(?:elasticsearch|opensearch)-keystore\s+add\b[^\n]*\bs3\.client\.[\w-]+\.(?:access|secret)_key\b/g,
];
/** Signs with two halves and no token of a session. */
const SIGNS = /--aws-sigv4\b[^\n]*(?:\\\n[^\n]*)*?\s(?:--user|-u)\s/g;

/**
 * What a script gives to the commands after it, from variables or a file: by `export`, before one command, or in a file of settings
 * that it writes.
 */
const HANDS_ON = [
  /\bexport\s+AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=["']?\$(?:\{?(?!\{?AWS_)\w|\()/g,
  /\bexport\s+RCLONE_CONFIG_\w+_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=["']?[^\s"']/g,
  /^[ \t]*(?:env[ \t]+)?(?:\w+=\S*[ \t]+)*AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=["']?\$\{?(?!AWS_)\w+\}?["']?(?=[ \t]+(?:\w+=\S*[ \t]+)*["'$./\w-]+(?:[ \t]|$))/gm,
  /^[ \t]*aws_(?:access_key_id|secret_access_key)[ \t]*=[ \t]*["']?[^\s"']/gm,
];
/** The same in two steps; the second is in the file. */
const SETS =
  /^[ \t]*AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=["']?\$(?:\(|\{?(?!AWS_)\w+\}?["']?[ \t]*$)/gm;
const EXPORTS_NAMES =
  /^[ \t]*export[ \t]+(?:\w+[ \t]+)*AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\b(?!=)/m;
const OF_S3CMD = /^[ \t]*(?:access_key|secret_key)[ \t]*=[ \t]*["']?[^\s"']/gm;
/** The session of another role, or a store on the same machine. */
const FOR_OTHERS = /AccessKeyId|assume-role|\blocalhost\b|localstack|minio/i;

/** The program ends without the variable: `${NAME:?}`, and `[ -z "$NAME" ] && exit`. */
const NEEDS =
  /\$\{AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY):?\?|-z\s+["']?\$\{?AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\b(?=[^\n]*(?:\n[^\n]*){0,3}?\bexit\b)/g;

/** The same of each name of a list: `for v in NAME …; do [ -z "${!v}" ] && exit`. */
const NEEDS_ALL =
  /^[ \t]*for\s+(\w+)\s+in\s[^\n;]*\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\b(?=[^]{0,160}?-z\s+["']?\$\{!\1\b[^]{0,160}?\bexit\s+[1-9])/gm;

const PROFILE =
  /\b(?:aws|goofys|s5cmd|geesefs|mount-s3|eksctl)[ \t](?:[^\n|;&]*[ \t])?--profile[= \t](?!["']{2})/g;
const PRESIGN =
  /\baws\b[^\n]*\bpresign\b[^\n]*?--expires-in[= \t]+(?:["']?\$\(\()?([\d* \t]+)/g;
const LONGEST_SECONDS = 3600;

/** Variables of an image, on one line or on several. */
const OF_IMAGE = /^[ \t]*ENV[ \t](?:[^\n\\]|\\\r?\n|\\.)*/gim;
const KEY_OF_IMAGE =
  /\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)(?:=(?!["']{2}|\s|$)|[ \t]+\S)/g;

/** What is done while an image is made, and stays in it. */
const RUNS = /^[ \t]*RUN[ \t](?:[^\n\\]|\\\r?\n|\\.)*/gim;

/** A file of credentials that a command is told of. */
const CREDENTIALS_FILE = /\bs5cmd\b[^\n]*\s--credentials-file[= \t]/g;

interface ScriptPlaces {
  /** A half of a key is given. */
  gives: number[];
  /** It ends without a half of a key. */
  needs: number[];
  profiles: number[];
  /** A file of credentials is named. */
  files: number[];
  /** A link lives longer than a session. */
  links: number[];
}

export function isScript(path: string): boolean {
  return (
    (SCRIPT.test(path) && !NOT_IN_POD.test(path)) ||
    (IMAGE.test(path) && !NOT_IMAGE_OF_POD.test(path))
  );
}

/** Places of a script, or of the file that an image is made from. */
export function scriptPlaces({ path, code }: Source): ScriptPlaces {
  if (IMAGE.test(path)) {
    return {
      gives: keysOfImage(code),
      needs: [],
      profiles: [],
      files: [],
      links: [],
    };
  }
  const placesOf = (pattern: RegExp) =>
    [...code.matchAll(pattern)].map(
      ({ index, 0: text }) => index! + text.search(/\S/),
    );
  const handsOn = FOR_OTHERS.test(code)
    ? []
    : [
        ...HANDS_ON.flatMap(placesOf),
        ...(/s3cfg/.test(code) ? placesOf(OF_S3CMD) : []),
        ...(EXPORTS_NAMES.test(code) ? placesOf(SETS) : []),
      ];
  const signs = /security-token/i.test(code) ? [] : placesOf(SIGNS);
  return {
    gives: [...GIVES.flatMap(placesOf), ...signs, ...handsOn],
    needs: [...placesOf(NEEDS), ...placesOf(NEEDS_ALL)],
    profiles: placesOf(PROFILE),
    files: placesOf(CREDENTIALS_FILE),
    links: [...code.matchAll(PRESIGN)]
      .filter(([, life]) => (secondsOf(life) ?? 0) > LONGEST_SECONDS)
      .map(({ index }) => index!),
  };
}

/** Only the last stage runs. */
function keysOfImage(code: string): number[] {
  const last = [...code.matchAll(/^[ \t]*FROM\b/gim)].at(-1)?.index ?? 0;
  const within = (lines: RegExp, pattern: RegExp) =>
    [...code.matchAll(lines)]
      .filter(({ index }) => index! > last)
      .flatMap(({ index, 0: text }) =>
        [...text.matchAll(pattern)].map(each => index! + each.index!),
      );
  return [...within(OF_IMAGE, KEY_OF_IMAGE), ...within(RUNS, CONFIGURES)];
}
