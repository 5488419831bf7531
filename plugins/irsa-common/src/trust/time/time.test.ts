import { EKS, fleet, policy, statement } from '../__testUtils__/fleet';
import { assessTrust } from '../assessTrust';
import { askTrust } from '../evaluate/askTrust';
import { effectOfChange, proposeTrust } from '../fixes/proposeTrust';

const NOW = '2030-06-15T12:00:00Z';
const context = { ...fleet, now: NOW };
const SUB = 'system:serviceaccount:payments:api';
const exact = { StringEquals: { aud: 'sts.amazonaws.com', sub: SUB } };
const PAST = '2030-01-01T00:00:00Z';
const FUTURE = '2031-01-01T00:00:00Z';
const epoch = (date: string) => String(Date.parse(date) / 1000);

const open = statement(EKS, exact);
/** The ServiceAccount, within these conditions on the time. */
const within = (times: Record<string, Record<string, unknown>>) => ({
  ...open,
  Condition: { ...open.Condition, ...times },
});
const until = (date: string) =>
  within({ DateLessThan: { 'aws:CurrentTime': date } });
const denyAll = (Condition: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:*',
  Condition,
});
const account = (Condition: object) => ({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/deployer' },
  Action: 'sts:AssumeRole',
  Condition,
});

function said(document: unknown, more: object = {}) {
  const { review, trust } = assessTrust(document, { ...context, ...more });
  return {
    verdict: review.verdict,
    reach: trust.reach,
    rules: review.findings
      .filter(({ ruleId }) => ruleId !== 'role-chaining')
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`),
  };
}

describe('conditions on the time', () => {
  type Row = [string, object[], string, string, string[]];
  const rows: Row[] = [
    [
      'is over when its last date is past',
      [until(PAST)],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'is over by DateLessThanEquals and a date without a time',
      [within({ DateLessThanEquals: { 'aws:CurrentTime': '2030-01-01' } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'is over by seconds under a Numeric operator',
      [within({ NumericLessThan: { 'aws:EpochTime': epoch(PAST) } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'is over by seconds under a Date operator, in any letter case',
      [within({ datelessthan: { 'AWS:EPOCHTIME': epoch(PAST) } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'is over with IfExists, since the time is always there',
      [within({ DateLessThanIfExists: { 'aws:CurrentTime': PAST } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'is over for a role as for a token',
      [account({ DateLessThan: { 'aws:CurrentTime': PAST } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'has not begun before its first date',
      [within({ DateGreaterThan: { 'aws:CurrentTime': FUTURE } })],
      'broken',
      'dead',
      ['time-not-yet medium'],
    ],
    [
      'has not begun by seconds',
      [
        within({
          NumericGreaterThanEquals: { 'aws:EpochTime': epoch(FUTURE) },
        }),
      ],
      'broken',
      'dead',
      ['time-not-yet medium'],
    ],
    [
      'is safe within its dates',
      [
        within({
          DateGreaterThan: { 'aws:CurrentTime': PAST },
          DateLessThan: { 'aws:CurrentTime': FUTURE },
        }),
      ],
      'safe',
      'exact',
      [],
    ],
    [
      'says that the end is near',
      [until('2030-07-14T12:00:00Z')],
      'safe',
      'exact',
      ['time-ends-soon low'],
    ],
    [
      'does not speak of an end after more than 30 days',
      [until('2030-07-16T00:00:00Z')],
      'safe',
      'exact',
      [],
    ],
    [
      'takes the latest of several dates',
      [within({ DateLessThan: { 'aws:CurrentTime': [PAST, FUTURE] } })],
      'safe',
      'exact',
      [],
    ],
    [
      'is over when a Deny of everybody has begun',
      [open, denyAll({ DateGreaterThan: { 'aws:CurrentTime': PAST } })],
      'broken',
      'dead',
      ['time-expired high'],
    ],
    [
      'has not begun while a Deny of everybody lasts',
      [open, denyAll({ DateLessThan: { 'aws:CurrentTime': FUTURE } })],
      'broken',
      'dead',
      ['time-not-yet medium'],
    ],
    [
      'is open before a Deny of everybody begins',
      [open, denyAll({ DateGreaterThan: { 'aws:CurrentTime': FUTURE } })],
      'safe',
      'exact',
      [],
    ],
    [
      'says that a Deny of everybody begins soon',
      [open, denyAll({ DateGreaterThan: { 'aws:CurrentTime': '2030-06-20' } })],
      'safe',
      'exact',
      ['time-ends-soon low'],
    ],
    [
      'is open again after a Deny is over',
      [open, denyAll({ DateLessThan: { 'aws:CurrentTime': PAST } })],
      'safe',
      'exact',
      ['deny-ineffective medium'],
    ],
    [
      'has only a leftover beside a statement that is open',
      [open, until(PAST)],
      'safe',
      'exact',
      ['time-expired low'],
    ],
    [
      'has only a notice beside a statement that is open',
      [open, within({ DateGreaterThan: { 'aws:CurrentTime': FUTURE } })],
      'safe',
      'exact',
      ['time-not-yet info'],
    ],
    [
      'never holds with its first date after its last',
      [
        within({
          DateGreaterThan: { 'aws:CurrentTime': FUTURE },
          DateLessThan: { 'aws:CurrentTime': PAST },
        }),
      ],
      'broken',
      'dead',
      ['condition-contradiction high'],
    ],
    [
      'never holds with what is no date',
      [until('end of June')],
      'broken',
      'dead',
      ['condition-date-malformed high'],
    ],
    [
      'never holds with a Numeric operator on a date',
      [within({ NumericLessThan: { 'aws:CurrentTime': epoch(FUTURE) } })],
      'broken',
      'dead',
      ['operator-invalid high'],
    ],
  ];
  it.each(rows)('%s', (_, statements, verdict, reach, rules) => {
    expect(said(policy(...statements))).toEqual({ verdict, reach, rules });
  });

  it('shows who will be able to, when that is too many', () => {
    const everybody = {
      ...account({ DateGreaterThan: { 'aws:CurrentTime': FUTURE } }),
      Principal: '*',
    };
    expect(said(policy(everybody))).toEqual({
      verdict: 'dangerous',
      reach: 'dead',
      rules: ['principal-wildcard critical', 'time-not-yet medium'],
    });
  });

  it('does not take dates for a limit of who gets in', () => {
    const everybody = {
      ...account({ DateLessThan: { 'aws:CurrentTime': FUTURE } }),
      Principal: '*',
    };
    expect(said(policy(everybody)).rules).toEqual([
      'principal-wildcard critical',
    ]);
  });

  it('says nothing of the time when it is not given', () => {
    expect(said(policy(until(PAST)), { now: undefined })).toEqual({
      verdict: 'safe',
      reach: 'exact',
      rules: [],
    });
  });

  it('takes a Date as well as a text', () => {
    expect(said(policy(until(PAST)), { now: new Date(NOW) }).rules).toEqual([
      'time-expired high',
    ]);
  });

  it('takes a time without a zone for UTC', () => {
    const { rules } = said(policy(until('2030-06-15T11:59:30')));
    expect(rules).toEqual(['time-expired high']);
    expect(said(policy(until('2030-06-15T12:00:30'))).rules).toEqual([
      'time-ends-soon low',
    ]);
  });

  it('agrees with the evaluation at every second around its dates', () => {
    const operators = [
      'LessThan',
      'LessThanEquals',
      'GreaterThan',
      'GreaterThanEquals',
      'Equals',
      'NotEquals',
    ];
    const ask = (document: object, now: string) =>
      askTrust(
        document,
        {
          kind: 'token',
          issuer: EKS,
          claims: { aud: 'sts.amazonaws.com', sub: SUB },
        },
        { ...fleet, now },
      ).decision === 'allow';
    for (const name of operators) {
      for (const times of [
        { [`Date${name}`]: { 'aws:CurrentTime': NOW } },
        { [`Date${name}`]: { 'aws:EpochTime': epoch(NOW) } },
        { [`Numeric${name}`]: { 'aws:EpochTime': epoch(NOW) } },
      ]) {
        const document = policy(within(times));
        for (const second of ['11:59:59', '12:00:00', '12:00:01']) {
          const now = `2030-06-15T${second}Z`;
          const isIn = said(document, { now }).reach !== 'dead';
          expect([name, now, isIn]).toEqual([name, now, ask(document, now)]);
        }
      }
    }
  });

  it('points at the date in the text', () => {
    const text = JSON.stringify(policy(until(PAST)), null, 2);
    const [{ evidence, message }] = assessTrust(text, context).review.findings;
    expect(evidence?.map(({ start, end }) => text.slice(start, end))).toEqual([
      `"aws:CurrentTime": "${PAST}"`,
    ]);
    expect(message).toBe(
      'The statement ended on 2030-01-01 00:00 UTC, so it lets nobody in any more.',
    );
  });

  it('proposes to remove what is over beside what is open', () => {
    const proposal = proposeTrust(policy(open, until(PAST)), context);
    expect(JSON.parse(proposal!.policy)).toEqual(policy(open));
    expect(proposal!.rules).toEqual(['time-expired']);
    expect(proposeTrust(policy(until(PAST)), context)).toBeUndefined();
  });

  it('shows whom a later date lets in', () => {
    expect(
      effectOfChange(policy(until(PAST)), policy(until(FUTURE)), context),
    ).toMatchObject({ removed: [], kept: [], added: ['payments/api'] });
  });

  it('answers a token by the time of the review', () => {
    const ask = (now: string) =>
      askTrust(
        policy(until(PAST)),
        {
          kind: 'token',
          issuer: EKS,
          claims: { aud: 'sts.amazonaws.com', sub: SUB },
        },
        { ...context, now },
      ).decision;
    expect(ask(NOW)).toBe('deny');
    expect(ask('2029-12-31T00:00:00Z')).toBe('allow');
  });
});
