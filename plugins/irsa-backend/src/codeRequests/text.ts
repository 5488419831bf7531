import { doneInWords } from 'backstage-plugin-irsa-node';
import { RequestText } from '../requests/requestText';
import { ProvenPatch } from './composePatch';

/** A longer list says how many more there are. */
const MOST = 50;

/**
 * The text of a request that takes keys out of the source of a service. It quotes nothing of the source. The same patch has the same
 * text.
 */
export function codeText(
  { edited, left, hints, proof }: ProvenPatch,
  name: string,
  link: string | undefined,
): RequestText {
  const title = `${shortName(
    name,
  )}: let the AWS SDK find its credentials by itself`;
  return {
    title,
    commitMessage: title,
    body: [
      '### What',
      list(
        edited.map(
          ({ file, line, rule }) =>
            `${code(`${file}:${line}`)}: ${doneInWords(rule)}`,
        ),
      ),
      '### Why',
      'The service is to get short-lived credentials of an IAM role in place of a static AWS key. Source that hands a key or a profile to its SDK never takes the role, and fails once the key is gone. An SDK that is left alone takes whichever of the two it finds.',
      '### Proven of these files',
      list(proof),
      ...(left.length > 0
        ? [
            '### Left to you',
            list(
              left.map(
                ({ finding, why }) =>
                  `${code(`${finding.file}:${finding.line}`)}: ${inOneLine(
                    `${finding.what} ${why}`,
                  )}`,
              ),
            ),
          ]
        : []),
      ...(hints.length > 0
        ? [
            '### Look at these too',
            list(
              hints.map(
                ({ file, text }) => `${code(file)}: ${inOneLine(text)}`,
              ),
            ),
          ]
        : []),
      '### The order',
      'Merge and release this **before** the workload gets its role and loses its key. Until then the SDK finds the key in the variables `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or in its file of credentials, by itself: give the service these where it reads the key under other names. A key that stood in the source stays in the history of this repository, so it is worth nothing only once it is deleted in AWS.',
      '### How to take it back',
      'Close this request, or revert its merge and release that. While the old key is in the workload, the service runs with either.',
      ...(link ? [`[The service in the portal](${link})`] : []),
    ].join('\n\n'),
  };
}

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST).map(line => `- ${line}`);
  return [
    ...shown,
    ...(lines.length > MOST ? [`- and ${lines.length - MOST} more`] : []),
  ].join('\n');
}

/** Control characters, and those by which a text shows in another order than it is written. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Hosts take titles of up to 255 characters. */
const LONGEST_NAME = 100;

/** Of a folder, as the catalog or the repository says it: one line, for the title and the message of the commit. */
function shortName(name: string): string {
  const signs = [...name.replace(HIDDEN, ' ').trim()];
  return signs.length > LONGEST_NAME
    ? `…${signs.slice(-LONGEST_NAME).join('')}`
    : signs.join('');
}

/** Names of programs are in it: none may begin a comment, such as that of the marker, or a line. */
function inOneLine(text: string): string {
  return text.replace(HIDDEN, ' ').replace(/</g, '&lt;');
}

/** Names of files are those of the repository: no sign of theirs may mean something in Markdown, or end the comment of the marker. */
function code(name: string): string {
  return `\`${name.replace(HIDDEN, '?').replace(/[`<>]/g, '?')}\``;
}
