import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { readIrsaConfig } from '../../config/readIrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { KeyDirectory } from './KeyDirectory';
import { MissedKeys } from './MissedKeys';

describe('KeyDirectory', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
  });

  afterAll(() => sandbox?.close());

  function accountsWith(secretAccessKey?: string): DefaultAccountRegistry {
    const [{ id: accountId, portalAccessKey }] = sandbox.accounts;
    const key = {
      ...portalAccessKey!,
      ...(secretAccessKey && { secretAccessKey }),
    };
    const rootConfig = new ConfigReader({
      aws: {
        accounts: [
          {
            accountId,
            accessKeyId: key.accessKeyId,
            secretAccessKey: key.secretAccessKey,
          },
        ],
      },
      irsa: {
        clusters: [],
        aws: { region: 'eu-west-1', endpoint: sandbox.aws.endpoint },
      },
    });
    return DefaultAccountRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    });
  }

  it('tells of an account that cannot be read once, and once that it can be read again', async () => {
    const lines: string[] = [];
    const failures = new RecurringFailures({
      logger: {
        warn: line => lines.push(`warn ${line}`),
        info: line => lines.push(`info ${line}`),
      },
    });
    const states = async (accounts: DefaultAccountRegistry) => {
      const { coverage } = await KeyDirectory.read(accounts, failures, {
        maxAgeMs: 0,
      });
      return coverage.map(({ state }) => state);
    };
    const refused = accountsWith('wrong');
    for (let scan = 0; scan < 3; scan += 1) {
      expect(await states(refused)).toEqual(['noCredentials']);
    }
    expect(lines).toEqual([expect.stringMatching(/^warn /)]);

    const taken = accountsWith();
    expect(await states(taken)).toEqual(['ok']);
    expect(await states(taken)).toEqual(['ok']);
    const [{ id: accountId }] = sandbox.accounts;
    expect(lines.slice(1)).toEqual([
      `info AWS account ${accountId} can be read again`,
    ]);
  });

  it('does not say that a key is gone which may be younger than what it knows', async () => {
    const accounts = accountsWith();
    const [{ id: accountId }] = sandbox.accounts;
    const missed = new MissedKeys();
    const failures = new RecurringFailures({ logger: mockLogger() });
    const read = () =>
      KeyDirectory.read(
        accounts,
        failures,
        { maxAgeMs: 0, keysMaxAgeMs: 3_600_000 },
        missed,
      );
    const identity = (id: string) => ({
      fingerprint: accessKeyFingerprint(id),
      last4: id.slice(-4),
      accountId,
    });
    await read();
    const id = `AKIA${'C'.repeat(16)}`;
    expect((await read()).describe(identity(id)).state).toBe('unreadable');
    // It is read for it, once.
    expect((await read()).describe(identity(id)).state).toBe('notFound');
    const before = await accounts.all()[0].snapshot({
      maxAgeMs: 3_600_000,
    });
    expect((await read()).describe(identity(id)).state).toBe('notFound');
    const after = await accounts.all()[0].snapshot({ maxAgeMs: 3_600_000 });
    expect(after.keysAsOf).toBe(before.keysAsOf);
    expect(after.asOf > before.asOf).toBe(true);
  });
});
