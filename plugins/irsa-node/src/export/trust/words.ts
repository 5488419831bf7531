import { Role, TrustFinding } from 'backstage-plugin-irsa-common';
import { ReviewedTrust } from './types';

/** Who gets in, in one sentence. */
const SENTENCES: Record<Role['reach'], string> = {
  exact: 'Only those who are named can assume the role.',
  bounded:
    'Whoever fits a pattern of the policy, or belongs to an account or identity provider that it names, can assume the role. That includes those who are added later.',
  open: 'Anyone who has such a token or account can assume the role. It is not limited to one workload.',
  dead: 'Nobody can assume the role by this policy.',
  notUnderstood:
    'The policy was not understood, so it is not known who can assume the role.',
};

const NOT_SAFE: Record<Exclude<Role['reach'], 'exact'>, string> = {
  bounded: 'limited',
  open: 'open',
  dead: 'lets nobody in',
  notUnderstood: 'not understood',
};

/** The verdict in a word. Safe is said only of a policy whose every subject is named. */
export function trustWord({
  verdict,
  reach,
}: Pick<ReviewedTrust, 'verdict' | 'reach'>): string {
  return verdict === 'safe' && reach !== 'exact' ? NOT_SAFE[reach] : verdict;
}

/** Who can assume the role, in one sentence. */
export function trustSentence({
  reach,
  reachReason,
}: Pick<ReviewedTrust, 'reach' | 'reachReason'>): string {
  return [SENTENCES[reach], reachReason].filter(Boolean).join(' ');
}

/** One way in, in words: `tokens of arn:…: system:serviceaccount:a:b`. */
export function describeWay(way: ReviewedTrust['ways'][0]): string {
  const { kind, principal, subjects, patterns } = way;
  const by = {
    token: 'tokens of',
    aws: 'AWS credentials of',
    service: 'the AWS service',
    saml: 'sign-in with SAML at',
  }[kind];
  const named = [
    ...subjects,
    ...patterns.map(
      ({ matches, except }) =>
        `${
          matches.length === 0 ? 'every subject' : matches.join(' and also ')
        }${except.length > 0 ? `, but not ${except.join(', ')}` : ''}`,
    ),
  ];
  const nobody = way.reach === 'dead' ? ' (nobody)' : '';
  return `${by} ${principal}${nobody}${
    named.length > 0 ? `: ${named.join('; ')}` : ''
  }`;
}

/** Position in a text, both counted from 1; columns in UTF-16 units. */
export interface TextPosition {
  line: number;
  column: number;
}

/** Where an offset is in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** The parts of the policy that are the reason of a finding, as they stand there. */
export function evidenceTexts(
  policy: string,
  { evidence = [] }: TrustFinding,
): string[] {
  return evidence.map(({ start, end }) => policy.slice(start, end));
}
