import { Source } from '../source/Source';

/** Scripts of the shell, without those by whose name people build, test and release. */
const SCRIPT = /(^|\/)[\w.-]+\.(?:sh|bash)$/;
const NOT_IN_POD =
  /(^|\/)(?:\.[\w-]+|hack|ci|infra|terraform|deploy\w*|dev)\/|(?:^|[/._-])(?:deploy|release|publish|local|dev|setup|install|test|tests|ci|build|login|localstack|bootstrap)[\w-]*\.(?:sh|bash)$/i;

/** Commands that are given a half of a key, or that keep one in a file of their own. */
const GIVES =
  /\baws\s+configure\s+set\s+(?:--\S+\s+\S+\s+)*(?:[\w.-]+\.)?aws_(?:access_key_id|secret_access_key)\b|\b(?:s3cmd|rclone|duplicity)\b[^\n]*?\s--(?:s3-)?(?:access|secret)[-_](?:access[-_])?key(?:[-_]id)?[= ]|\$\{?\w+\}?:\$\{?\w+\}?["']?\s*>\s*\S*passwd-s3fs\b|\bmc\s+(?:alias\s+set|config\s+host\s+add)\s+\S+\s+["']?https:\/\/s3[\w.-]*\.amazonaws\.com[^\n]*\$/g;
/** Variables that a script fills for the commands after it, from others or from a file. */
const EXPORTS =
  /\bexport\s+AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=["']?\$(?:\{?(?!\{?AWS_)\w|\(\s*cat\b)/g;
/** The session of another role, or a store on the same machine. */
const FOR_OTHERS = /AccessKeyId|assume-role|\blocalhost\b|localstack|minio/i;

/** The program ends without the variable: `${NAME:?}`, and `[ -z "$NAME" ] && exit`. */
const NEEDS =
  /\$\{AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY):?\?|-z\s+["']?\$\{?AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\b(?=[^\n]*(?:\n[^\n]*){0,3}?\bexit\s+[1-9])/g;

export function isScript(path: string): boolean {
  return SCRIPT.test(path) && !NOT_IN_POD.test(path);
}

/** Places of a script that give a key, or end without one. */
export function scriptPlaces({ code }: Source): {
  gives: number[];
  needs: number[];
} {
  const placesOf = (pattern: RegExp) =>
    [...code.matchAll(pattern)].map(({ index }) => index!);
  const exported = FOR_OTHERS.test(code) ? [] : placesOf(EXPORTS);
  return { gives: [...placesOf(GIVES), ...exported], needs: placesOf(NEEDS) };
}
