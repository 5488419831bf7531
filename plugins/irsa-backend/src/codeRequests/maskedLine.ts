import { scrub } from '../shared/scrub';

const MASK = '•••';
/** A text in quotation marks, or a comment to the end of the line. */
const LITERAL_OR_COMMENT =
  /(["'`])((?:\\.|(?!\1).)*)\1|(?:#|\/\/|\/\*|^[ +-]\s*\*).*$/g;
/** Code that gives the text behind it to a name of a secret: `password = `, `"token": `, `set_secret(`, `password `. */
const SECRET_NAME =
  /(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|account[_-]?key)[\w-]*["'`\]]*(?:\s*(?:=>|:?=|[:(,])\s*|\s+)$/i;
/** `name: value` and at most a comment, as in settings that stand in a text of several lines. */
const SETTING = /^[ +-]\s*[\w.-]+\s*[:=]\s*(?!\w+\.\w)[^\s"'([{]+(?:\s+#.*)?$/;
/** The text of an element of XML with the name of a secret. */
const ELEMENT =
  /(<[\w.-]*(?:password|passphrase|secret|token|key)>)[^<]+(?=<\/)/gi;

/**
 * A line of a difference of source, without secrets: they stand in texts and comments. Code stays as it is, so that
 * `secret=os.environ["SECRET"]` can be read. Pure.
 */
export function maskedLine(line: string): string {
  if (SETTING.test(line)) {
    return line.slice(0, 1) + scrub(line.slice(1));
  }
  return line
    .replace(ELEMENT, `$1${MASK}`)
    .replace(
      LITERAL_OR_COMMENT,
      (whole, quote: string | undefined, text: string, at: number) => {
        if (quote === undefined) {
          return scrub(whole);
        }
        const isSecret = text !== '' && SECRET_NAME.test(line.slice(0, at));
        return `${quote}${isSecret ? MASK : scrub(text)}${quote}`;
      },
    );
}
