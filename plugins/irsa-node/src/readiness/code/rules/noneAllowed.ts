import { Source } from '../source/Source';
import { IF_BOTH, IF_NONE, Milder } from './meanings';

const OR_UNDEFINED =
  /\b(?:accessKeyId|secretAccessKey)\b["']?\s*:.*(?:\|\||\?\?)\s*undefined\b/;
/** boto3 takes None for a key that is not given; `or None` says so. */
const GETENV_ALONE =
  /\b(?:os\.)?(?:getenv\(|environ\.get\()\s*["']\w+["']\s*\)/;

/** A value that is None when there is nothing. */
const OR_NONE = /\bor\s+None\b|,\s*(?:default\s*=\s*)?None\s*\)\s*,?\s*$/;

/** What a place means that hands nothing on when there is no key. */
export function milderNone(source: Source, index: number): Milder | undefined {
  if (isNoneAllowed(source, index)) {
    return IF_NONE;
  }
  return isUndefinedAllowed(source, index) ? IF_BOTH : undefined;
}

/** `AWS.config.update({ accessKeyId: ID || undefined, … })`; an object of credentials has to have its halves. */
function isUndefinedAllowed(source: Source, index: number): boolean {
  const { code, language } = source;
  const [inner] = source.around(index);
  return (
    language === 'node' &&
    OR_UNDEFINED.test(source.lineOf(index).text) &&
    inner !== undefined &&
    /\b(?:AWS|aws|S3|SQS|SES|SNS|DynamoDB|config\.update)\w*\s*\(\s*$/.test(
      code.slice(Math.max(0, inner.open - 40), inner.open),
    ) &&
    !/@aws-sdk\//.test(code)
  );
}

/** `aws_access_key_id=os.getenv("…")`: without the variable it is None. */
function isNoneAllowed(source: Source, index: number): boolean {
  const { text } = source.lineOf(index);
  return (
    source.language === 'python' &&
    /\baws_(?:access_key_id|secret_access_key)["']?\s*[=:]|^\s*AWS_(?:S3_)?(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\s*=/.test(
      text,
    ) &&
    (GETENV_ALONE.test(text) ||
      OR_NONE.test(text) ||
      areParametersOfNone(source, index))
  );
}

/** `def client(key=None, secret=None)`: boto3 takes what a caller leaves out as no key. */
function areParametersOfNone(source: Source, index: number): boolean {
  const { text } = source.lineOf(index);
  const names = [
    ...text.matchAll(
      /\baws_(?:access_key_id|secret_access_key)\s*=\s*([\w.]+)\s*(?=[,)]|$)/g,
    ),
  ].map(([, name]) => name);
  const head = [
    ...source.code
      .slice(Math.max(0, index - 3000), index)
      .matchAll(/\bdef\s+\w+\s*\(/g),
  ].at(-1);
  const bracket =
    head &&
    source.bracketAt(
      Math.max(0, index - 3000) + head.index! + head[0].length - 1,
    );
  const parameters = bracket ? source.inside(bracket) : '';
  return (
    names.length > 0 &&
    names.every(
      name =>
        /^\w+$/.test(name) &&
        new RegExp(`(?:^|[,\\s])${name}\\s*(?::[^,=]{1,60})?=\\s*None\\b`).test(
          parameters,
        ),
    )
  );
}
