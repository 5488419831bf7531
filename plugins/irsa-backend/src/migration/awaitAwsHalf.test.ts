import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { StepContext } from './model/Step';
import { awaitAwsHalf } from './steps/awaitAwsHalf';

const execution = {
  ...walkthroughExecution('https://oidc.example.com/id/A1', undefined, 0),
  awsHalf: 'code' as const,
};
const { role, policy, provider, workload } = execution;

/** IAM once code has made everything as planned. */
const ANSWERS: Record<string, object> = {
  GetOpenIDConnectProvider: { ClientIDList: [provider.audience] },
  GetRole: {
    Role: {
      Arn: role.arn,
      AssumeRolePolicyDocument: role.trustDocument,
      MaxSessionDuration: role.maxSessionDuration,
      PermissionsBoundary: { PermissionsBoundaryArn: role.boundaryArn },
    },
  },
  ListAttachedRolePolicies: {},
  ListRolePolicies: { PolicyNames: ['own'] },
  ListRoleTags: {},
  GetRolePolicy: { PolicyDocument: policy.document },
};

/** The look at which IAM is as planned. */
const look = (waited: boolean, moved: string[]) =>
  awaitAwsHalf.ensure({
    execution,
    memory: {},
    state: waited ? { waitingFor: { whom: 'code' } } : {},
    account: {
      iam: {
        send: async (command: object) =>
          ANSWERS[command.constructor.name.replace(/Command$/, '')],
      },
    },
    read: (act: () => Promise<unknown>) => act(),
    remember: async () => {},
    drift: async () => moved.map(object => ({ object })),
  } as unknown as StepContext);

const USER = 'IAM user orders';
const WORKLOAD = `${workload.kind} ${workload.namespace}/${workload.name}`;

describe('a wait for code that is over', () => {
  it('ends the migration when what the role was planned for has changed meanwhile', async () => {
    await expect(look(true, [WORKLOAD, USER])).rejects.toMatchObject({
      name: 'StepFailedError',
      message: `While the migration waited for code, what its plan was made from has changed: ${USER}. Make a new plan.`,
    });
  });

  it.each([
    ['only the workload was deployed meanwhile', true, [WORKLOAD]],
    ['nothing was waited for, as the snapshot has just looked', false, [USER]],
  ])('goes on when %s', async (_, waited, moved) => {
    expect(await look(waited, moved)).toMatchObject({ outcome: 'adopted' });
  });
});
