import { PutUserPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { readIrsaConfig } from '../../config/readIrsaConfig';
import { DefaultAccountRegistry } from '../DefaultAccountRegistry';
import { callersOf } from './callersOf';

const ACCOUNT = '111122223333';

describe('CloudTrail of the sandbox', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
  });
  afterAll(async () => {
    await sandbox?.close();
  });

  const portal = () => sandbox.accounts[0].portalAccessKey!;
  const accountWith = (cloudTrail: unknown[], credentials = portal()) => {
    const rootConfig = new ConfigReader({
      aws: { accounts: [{ accountId: ACCOUNT, ...credentials }] },
      irsa: {
        clusters: [],
        aws: { endpoint: sandbox.aws.endpoint, region: 'eu-west-1' },
        cloudTrail,
      },
    } as never);
    return DefaultAccountRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    }).get(ACCOUNT);
  };
  const as = (region: string, customUserAgent: string) =>
    new STSClient({
      endpoint: sandbox.aws.endpoint,
      region,
      customUserAgent,
      credentials: portal(),
    });

  it('is not read unless it is connected', () => {
    expect(accountWith([]).trail).toBeUndefined();
    expect(accountWith([{ account: '444455556666' }]).trail).toBeUndefined();
  });

  it('tells who called with a key, in each region that is read, and nothing of others', async () => {
    await as('eu-west-1', 'laptop').send(new GetCallerIdentityCommand({}));
    await as('eu-west-1', 'pipeline').send(new GetCallerIdentityCommand({}));
    await as('ap-south-1', 'far-away').send(new GetCallerIdentityCommand({}));
    const { trail } = accountWith([
      { account: ACCOUNT, regions: ['eu-north-1'] },
    ]);
    const { facts, regions } = await trail!.read(
      { by: 'AccessKeyId', value: portal().accessKeyId },
      { since: 0 },
    );
    expect(regions.map(({ region, state }) => [region, state])).toEqual([
      ['us-east-1', 'read'],
      ['eu-west-1', 'read'],
      ['eu-north-1', 'read'],
    ]);
    const agents = callersOf(
      facts.filter(({ service }) => service === 'sts'),
    ).map(({ userAgent, address }) => [userAgent?.split(' ').at(-1), address]);
    expect(agents).toEqual(
      expect.arrayContaining([
        ['laptop', '127.0.0.1'],
        ['pipeline', '127.0.0.1'],
      ]),
    );
    expect(JSON.stringify(facts)).not.toMatch(
      /far-away|(AKIA|ASIA)[A-Z0-9]{12}/,
    );
  });

  it('is not known without the right, with the name of what is missing', async () => {
    const [{ rootAccessKeyId, rootSecretAccessKey }] = sandbox.accounts;
    const iam = new IAMClient({
      endpoint: sandbox.aws.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    const caller = await accountWith([{ account: ACCOUNT }]).principal();
    await iam.send(
      new PutUserPolicyCommand({
        UserName: caller.split('/').pop(),
        PolicyName: 'no-trail',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Action: 'cloudtrail:LookupEvents',
              Resource: '*',
            },
          ],
        }),
      }),
    );
    const { trail } = accountWith([{ account: ACCOUNT, regions: [] }]);
    const reading = await trail!.read(
      { by: 'AccessKeyId', value: portal().accessKeyId },
      { since: 0 },
    );
    expect(reading.facts).toEqual([]);
    expect(reading.regions).toHaveLength(2);
    for (const { state, reason } of reading.regions) {
      expect(state).toBe('notKnown');
      expect(reason).toMatch(
        /CloudTrail in .* was not read.*cloudtrail:LookupEvents/,
      );
    }
  });
});
