import { Source } from '../source/Source';

/** A link that is put together with the id of a key in it, as version 2 of the signature has it. */
const LINK = /[?&]AWSAccessKeyId=(?=[$#]?\{|["'`]\s*[+.]|%s)/g;
const COMMENT = /^\s*(?:#|\/\/|\*|--)/;

/** Places where a program signs links by hand in the old way. What is put into a text ends it for the other rules. */
export function oldSignatures(source: Source): number[] {
  const { language, written } = source;
  return language && !/x-amz-security-token/i.test(written)
    ? [...written.matchAll(LINK)]
        .map(({ index, 0: text }) => index! + text.length - 1)
        .filter(index => {
          const { start, end } = source.lineOf(index);
          return !COMMENT.test(written.slice(start, end));
        })
    : [];
}
