import { TrustEffect } from 'backstage-plugin-irsa-common';
import { RequestText } from '../../requests/requestText';

/** A longer list says how many more there are. */
const MOST = 30;

/** The text of a request that changes the trust policy of a role. Pure. */
export function trustRequestText(options: {
  roleArn: string;
  rules: readonly string[];
  effect: TrustEffect;
  reason: string;
  /** Entity ref of who asks for it. */
  actor: string;
  /** The page of the role in the portal. */
  link: string | undefined;
}): RequestText {
  const { roleArn, rules, effect, reason, actor, link } = options;
  const title = `Trust policy of ${roleArn
    .split('/')
    .pop()}: let in only who is meant`;
  const group = (label: string, names: readonly string[]) =>
    `**${label}: ${names.length}**${names.length ? `\n\n${list(names)}` : ''}`;
  return {
    title,
    commitMessage: title,
    body: [
      '### What',
      `The trust policy of ${code(roleArn)} answers these findings: ${rules
        .map(code)
        .join(', ')}. Nothing else of the file differs.`,
      '### Who can assume the role',
      group('Lose it', effect.removed),
      group('Keep it', effect.kept),
      'Nobody gets it who does not have it now. This was computed from the policies, and from the ServiceAccounts of the clusters as they were read.',
      '### Why',
      `${code(actor)} wrote:`,
      inOneLine(reason),
      '### How to take it back',
      'Close this request, or revert its merge.',
      ...(link ? [`[The role in the portal](${link})`] : []),
    ].join('\n\n'),
  };
}

function list(names: readonly string[]): string {
  return [
    ...names.slice(0, MOST).map(name => `- ${code(name)}`),
    ...(names.length > MOST ? [`- and ${names.length - MOST} more`] : []),
  ].join('\n');
}

/** Control characters, and those by which a text shows in another order than it is written. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** What people wrote: it may begin no comment, such as that of the marker, and no line. */
function inOneLine(text: string): string {
  return `> ${text.replace(HIDDEN, ' ').replace(/</g, '&lt;')}`;
}

/** No sign of a name may mean something in Markdown. */
function code(name: string): string {
  return `\`${name.replace(HIDDEN, '?').replace(/[`<>]/g, '?')}\``;
}
