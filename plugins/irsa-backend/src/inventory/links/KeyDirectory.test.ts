import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { readIrsaConfig } from '../../config/readIrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { KeyDirectory } from './KeyDirectory';

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
});
