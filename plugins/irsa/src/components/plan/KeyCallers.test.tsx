import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  irsaMigrationCreatePermission,
  KeyCallers,
  Migration,
  SharedKey,
  TrailCaller,
} from 'backstage-plugin-irsa-common';
import { errorAnswer } from '../../testing/fakeApi';
import { soakingFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const FINGERPRINT = '0123456789abcdef';
const { workload, target } = soakingFixture();
const CALLERS = `GET /workloads/${workload.cluster}/${workload.namespace}/${workload.kind}/${workload.name}/keys/${FINGERPRINT}/callers`;

const sharedKey = (changes: Partial<SharedKey> = {}): SharedKey => ({
  fingerprint: FINGERPRINT,
  holders: [],
  hiddenHolders: 0,
  unproven: [],
  hiddenUnproven: 0,
  unreadClusters: [],
  hasTrail: true,
  outside: { state: 'notKnown', message: 'Nobody knows who else.' },
  ...changes,
});

const caller = (changes: Partial<TrailCaller> = {}): TrailCaller => ({
  address: '203.0.113.7',
  userAgent: 'night-job/2',
  first: '2026-11-20T10:00:00Z',
  last: '2026-11-22T10:00:00Z',
  count: 12,
  refused: 0,
  actions: ['sts:GetCallerIdentity', 'sqs:ListQueues'],
  moreActions: 3,
  regions: ['eu-west-1'],
  sessionNames: [],
  ...changes,
});

const callers = (changes: Partial<KeyCallers> = {}): KeyCallers => ({
  isConnected: true,
  asOf: '2026-11-28T10:00:00Z',
  since: '2026-11-20T09:00:00Z',
  limits: 'What this list does not know.',
  regions: [
    {
      region: 'eu-west-1',
      state: 'read',
      readFrom: '2026-11-21T10:00:00Z',
      notUnderstood: 0,
    },
    {
      region: 'us-east-1',
      state: 'notKnown',
      reason: 'CloudTrail in us-east-1 was not read.',
      notUnderstood: 0,
    },
  ],
  others: [
    caller(),
    caller({ userAgent: undefined, address: undefined, refused: 2 }),
  ],
  moreOthers: 4,
  own: [caller({ count: 2 })],
  ...changes,
});

const open = (
  migration: Partial<Migration>,
  {
    key = sharedKey(),
    answer = () => ({ body: callers() } as object),
    denied = [] as string[],
  } = {},
) =>
  renderPage(<MigrationsRouter />, {
    path: '/irsa/migrations/migration-7',
    denied,
    routes: {
      'GET /migrations/migration-7': () => ({
        body: soakingFixture({
          target: { ...target, keyFingerprint: FINGERPRINT },
          ...migration,
        }),
      }),
      [`GET /keys/${FINGERPRINT}`]: () => ({ body: key }),
      [CALLERS]: answer as never,
    },
  });

const ask = () =>
  screen.findByRole('button', { name: 'Show who called with this key' });

describe('who called with a key', () => {
  it('is asked for only when somebody wants to see it, and says what was not read', async () => {
    const { requests } = open({});
    const button = await ask();
    expect(requests.some(({ path }) => path.endsWith('/callers'))).toBe(false);
    await userEvent.click(button);
    const table = await screen.findByRole('table', {
      name: 'Calls that are not by the portal',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /203\.0\.113\.7night-job\/212.*sts:GetCallerIdentity, sqs:ListQueues and 3 more · eu-west-1/,
    );
    expect(rows[1]).toHaveTextContent(/not toldnot told12 \(refused: 2\)/);
    for (const text of [
      '4 more callers are not listed.',
      'The portal itself called 2 times, as it had announced.',
      /CloudTrail in us-east-1 was not read\./,
      /^Read: eu-west-1, from /,
      /^eu-west-1: there are more than 500 calls/,
      'What this list does not know.',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it.each([
    ['is not offered where CloudTrail is not read', { hasTrail: false }],
    ['is not offered where that is not known', { hasTrail: undefined }],
  ])('%s', async (_, changes) => {
    open({}, { key: sharedKey(changes) });
    expect(
      await screen.findByText(/Nobody knows who else/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Show who called with this key' }),
    ).toBe(null);
  });

  it('is for who may migrate the service', async () => {
    open({}, { denied: [irsaMigrationCreatePermission.name] });
    expect(await ask()).toBeDisabled();
  });

  it('never takes no call for no use', async () => {
    open(
      {},
      {
        answer: () => ({
          body: callers({
            others: [],
            moreOthers: 0,
            own: [],
            regions: [],
            reason: 'The portal may not list keys.',
          }),
        }),
      },
    );
    await userEvent.click(await ask());
    for (const text of [
      'No such call is listed.',
      /The portal may not list keys\./,
      'No region was read.',
      'What this list does not know.',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
  });

  it('says when it cannot be asked', async () => {
    open({}, { answer: () => errorAnswer(503, 'The database is away.') });
    await userEvent.click(await ask());
    expect(
      await screen.findByText(/^The database is away\./),
    ).toBeInTheDocument();
  });
});

describe('a soak in which CloudTrail shows calls by others', () => {
  const soak = (
    changes: Partial<NonNullable<NonNullable<Migration['soak']>['callers']>>,
  ) => ({
    ...soakingFixture().soak!,
    callers: {
      asOf: '2026-11-28T10:00:00Z',
      since: '2026-11-20T10:00:00Z',
      state: 'seen' as const,
      others: 2,
      lastAt: '2026-11-22T10:00:00Z',
      regions: ['eu-west-1'],
      notRead: [],
      ...changes,
    },
  });

  it('names them with address and agent where the key is switched off', async () => {
    open({
      soak: soak({}),
      possible: ['rollback'],
      withReason: ['deactivate-key'],
    });
    expect(
      await screen.findByText(
        /^Calls by something else after the switch, from 2 places/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Switch key off…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('203.0.113.7')).toBeInTheDocument();
    expect(within(dialog).getByText('night-job/2')).toBeInTheDocument();
  });

  it.each([
    ['notSeen' as const, [], /^Shows no call by something else in eu-west-1/],
    [
      'notKnown' as const,
      ['CloudTrail in us-east-1 was not read.'],
      /^Whether something else called is not known\. Read: eu-west-1/,
    ],
  ])('says %s with what was read', async (state, notRead, text) => {
    open({ soak: soak({ state, others: 0, lastAt: undefined, notRead }) });
    expect(await screen.findByText(text)).toBeInTheDocument();
    for (const reason of notRead) {
      expect(screen.getByText(reason)).toBeInTheDocument();
    }
  });
});
