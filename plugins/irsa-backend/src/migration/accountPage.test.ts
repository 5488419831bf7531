import { AccountHandle, IamSnapshot } from '../accounts/types';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { AccountPage } from './soak/AccountPage';

const execution = {
  ...walkthroughExecution('https://oidc.example.com/id/A1', undefined, 0),
  awsHalf: 'code' as const,
};
const { role, policy } = execution;
const PLANNED = {
  name: policy.name,
  arn: policy.arn,
  document: JSON.parse(policy.document),
  via: 'role',
};

/** The role as a page of its account shows it; IAM refuses to be asked for it now. */
async function seen(
  changes: Partial<IamSnapshot>,
  policies: unknown[],
  of: typeof execution | Omit<typeof execution, 'awsHalf'> = execution,
) {
  const snapshot = {
    missing: [],
    roles: [
      {
        name: role.name,
        arn: role.arn,
        trustPolicy: JSON.parse(role.trustDocument),
        policies,
        tags: {},
      },
    ],
    ...changes,
  } as unknown as IamSnapshot;
  const refused = Object.assign(new Error('no'), { name: 'AccessDenied' });
  const page = await AccountPage.read(
    {
      snapshot: async () => snapshot,
      iam: { send: () => Promise.reject(refused) },
    } as unknown as AccountHandle,
    { maxAgeMs: 0 },
  );
  return page.role(of);
}

describe('rights of a role that code makes, in a page of its account', () => {
  it('are taken from the page when it has them all', async () => {
    expect((await seen({}, [PLANNED]))?.rights).toEqual([
      JSON.stringify(PLANNED.document),
    ]);
  });

  it('are not as planned while one of its policies was not read', async () => {
    const unread = { name: 'more', arn: `${policy.arn}-more`, via: 'role' };
    await expect(seen({}, [PLANNED, unread])).rejects.toThrow('no');
  });

  it('are not as planned while the policies within it may not be listed', async () => {
    await expect(
      seen({ missing: ['iam:ListRolePolicies'] }, [PLANNED]),
    ).rejects.toThrow('no');
  });
});

describe('policies that others give to a role of the portal, in a page of its account', () => {
  const { awsHalf: _, ...own } = execution;
  const other = (Effect: string) => ({
    name: 'frozen',
    document: { Statement: [{ Effect, Action: 's3:*', Resource: '*' }] },
    via: 'role',
  });

  it('are taken from the page as long as they deny nothing of the plan', async () => {
    expect((await seen({}, [PLANNED], own))?.rights).toBeUndefined();
    expect(await seen({}, [PLANNED, other('Allow')], own)).toMatchObject({
      inline: ['frozen'],
      rights: [expect.anything(), expect.anything()],
    });
  });

  it('are not known while IAM does not confirm a Deny', async () => {
    const found = await seen({}, [PLANNED, other('Deny')], own);
    expect(found).toMatchObject({ inline: ['frozen'] });
    expect(found?.rights).toBeUndefined();
  });
});
