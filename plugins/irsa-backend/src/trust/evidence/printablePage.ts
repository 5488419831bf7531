import {
  ReviewedTrust,
  describeWay,
  trustSentence,
  trustWord,
} from 'backstage-plugin-irsa-node';
import { policyHash } from '../policyHash';
import { Making, RoleEvidence } from './types';

const STYLE = `body{font:11pt/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #767676;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #767676;padding:.8em}mark{background:#ffe08a;color:#111}
@media print{body{margin:0;max-width:none}tr,pre{break-inside:avoid}}`;

/** The review of a role as a page to be printed: it loads nothing and runs nothing. Everything that is not ours is written as text. */
export function printablePage(
  { view, review }: RoleEvidence,
  reviewed: ReviewedTrust,
  { by, at }: Making,
): string {
  const { role, policy, asOf, context } = view;
  const { findings, proposal, ways } = reviewed;
  const { clusters = [] } = context;
  const { signOff, difference } = review;
  const unread = clusters.filter(({ serviceAccounts }) => !serviceAccounts);
  return page(`Trust policy of ${role.name}`, [
    table([
      ['Role', role.arn],
      ['Verdict', trustWord(reviewed)],
      ['Who can assume it', trustSentence(reviewed)],
      ['Policy read at', asOf],
      ['Hash of the policy as IAM has it', policyHash(policy)],
      ['Last assumed', role.lastUsedAt ?? 'not known'],
      ['Made by, at', `${by}, ${at}`],
    ]),
    heading('Ways in'),
    list(ways.map(describeWay)),
    heading('Findings'),
    rows(
      ['Severity', 'Finding', 'What it is', 'What to do'],
      findings.map(({ severity, ruleId, message, fix }) => [
        severity,
        ruleId,
        message,
        fix,
      ]),
    ),
    heading('Trust policy'),
    `<pre>${marked(reviewed)}</pre>`,
    heading('Sign-off'),
    table([
      ['State', review.state],
      ...(signOff
        ? [
            ['By', signOff.signedBy],
            ['At', signOff.signedAt],
            ['Until', signOff.endsAt],
            ['Comment', signOff.comment || 'none'],
            ['Hash that was signed off', signOff.policyHash],
          ]
        : []),
      ...(difference
        ? [
            ['Let in since', difference.added.join(', ') || 'nobody'],
            ['Not let in any more', difference.removed.join(', ') || 'nobody'],
          ]
        : []),
    ]),
    heading('Accepted findings'),
    rows(
      ['Finding', 'State', 'By', 'Until', 'Reason'],
      review.accepted.map(each => [
        each.ruleId,
        each.state,
        each.acceptedBy,
        each.endsAt,
        each.reason,
      ]),
    ),
    ...(proposal
      ? [
          heading('Proposed change'),
          table([
            ['Answers', proposal.rules.join(', ')],
            ['Lose access', proposal.effect.removed.join(', ') || 'nobody'],
            ['Keep access', proposal.effect.kept.join(', ') || 'nobody'],
            ['Get access', proposal.effect.added.join(', ') || 'nobody'],
          ]),
          `<pre>${escape(proposal.policy)}</pre>`,
        ]
      : []),
    heading('What was not read'),
    list([
      ...(context.providers ? [] : ['Identity providers of the account.']),
      ...(context.hasAllClusters === false
        ? ['The issuer of at least one cluster.']
        : []),
      ...unread.map(({ name }) => `ServiceAccounts of cluster ${name}.`),
    ]),
  ]);
}

function page(title: string, parts: string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function heading(text: string): string {
  return `<h2>${escape(text)}</h2>`;
}

function table(facts: string[][]): string {
  return `<table>${facts
    .map(
      ([name, value]) =>
        `<tr><th scope="row">${escape(name)}</th><td>${escape(
          value,
        )}</td></tr>`,
    )
    .join('')}</table>`;
}

function rows(head: string[], body: string[][]): string {
  if (body.length === 0) {
    return '<p>None.</p>';
  }
  const cells = (tag: string, texts: string[]) =>
    `<tr>${texts
      .map(text => `<${tag}>${escape(text)}</${tag.split(' ')[0]}>`)
      .join('')}</tr>`;
  return `<table>${cells('th scope="col"', head)}${body
    .map(each => cells('td', each))
    .join('')}</table>`;
}

function list(items: string[]): string {
  return items.length === 0
    ? '<p>None.</p>'
    : `<ul>${items.map(item => `<li>${escape(item)}</li>`).join('')}</ul>`;
}

/** The policy with the reasons of its findings marked. Marks that overlap are one. */
function marked({ policy, findings }: ReviewedTrust): string {
  const spans = findings
    .flatMap(({ evidence = [] }) => evidence)
    .sort((left, right) => left.start - right.start);
  let at = 0;
  let text = '';
  for (const { start, end } of spans) {
    const from = Math.max(start, at);
    if (end > from) {
      text += escape(policy.slice(at, from));
      text += `<mark>${escape(policy.slice(from, end))}</mark>`;
      at = end;
    }
  }
  return text + escape(policy.slice(at));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
