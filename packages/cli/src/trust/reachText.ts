import { ReachedRole } from 'backstage-plugin-irsa-common';
import { printable } from '../text';

const SURE: Record<ReachedRole['certainty'], string> = {
  certain: '',
  conditional: ', if the conditions of the request allow it',
  notKnown: ', which is not known: something that decides was not read',
};

/** Which roles somebody can become, for people. */
export function reachToText(
  from: string,
  reached: readonly ReachedRole[],
): string {
  if (reached.length === 0) {
    return `${printable(from)} can become none of the roles that were read.\n`;
  }
  const lines = reached.flatMap(({ arn, via, steps, certainty, may }) => [
    `${'  '.repeat(steps)}${printable(arn)}${
      via ? ` by way of ${printable(via)}` : ''
    }${SURE[certainty]}`,
    `${'  '.repeat(steps)}  may: ${may ? mayText(may) : 'not read'}`,
  ]);
  return `${printable(from)} can become:\n${lines.join('\n')}\n`;
}

function mayText(may: NonNullable<ReachedRole['may']>): string {
  const { level, services, buckets, escalations, conditional } = may;
  const parts = [
    {
      admin: 'everything in the account',
      escalation: 'raise its own rights',
      write: 'write',
      read: 'read',
      none: 'nothing',
      unknown: 'not known',
    }[level],
    ...(services.length > 0 ? [`services ${services.join(', ')}`] : []),
    ...(buckets.length > 0 ? [`buckets ${buckets.join(', ')}`] : []),
    ...escalations.map(({ id }) => `escalation ${id}`),
    ...(conditional ? ['conditions may narrow it'] : []),
  ];
  return printable(parts.join('; '));
}
