import { Behaviour, Restriction } from '../contract';

/** Id, the statement to prove, the call, the expected answer. */
export type Row<Context> = [
  id: string,
  what: string,
  call: (context: Context) => Promise<unknown>,
  answer: unknown,
];

/** Behaviours that one page describes. */
export function from<Context>(
  source: string,
  rows: Row<Context>[],
): Behaviour<Context>[] {
  return rows.map(([id, what, call, answer]) => ({
    id,
    what,
    source,
    call,
    answer,
  }));
}

/** The page of an action in the API reference. */
export const api = (service: 'IAM' | 'STS' | 'AmazonS3', action: string) =>
  `https://docs.aws.amazon.com/${service}/latest/${
    service === 'IAM' || service === 'STS' ? 'APIReference' : 'API'
  }/API_${action}.html`;

/** Known differences between the lab's emulator and the documentation. The documentation decides. */
export const sandboxOnly = (because: string): Restriction => ({
  worlds: ['sandbox'],
  because,
});

export const NO_VALIDATION =
  'MiniStack 1.5.33 does not validate what is written, and knows few quotas';

export const QUOTAS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
