import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { StepContext } from './model/Step';
import { deleteServiceAccount } from './steps/ownServiceAccount';

it('deletes the ServiceAccount that was read, and none that was made anew under its name since', async () => {
  let uid = 'ours';
  const request = async ({
    method = 'GET',
    path,
    body,
  }: {
    method?: string;
    path: string;
    body?: { preconditions?: { uid?: string } };
  }) => {
    if (method === 'DELETE') {
      if (body?.preconditions?.uid !== uid) {
        throw Object.assign(new Error('made by the test'), { code: 409 });
      }
      return {};
    }
    return path.endsWith('/pods')
      ? { items: [], metadata: {} }
      : { metadata: { name: 'test', uid } };
  };
  const context = {
    execution: walkthroughExecution('https://oidc.example.com/a', undefined, 0),
    cluster: { request },
    memory: { creating: true },
    read: (act: () => Promise<unknown>) => act(),
    call: (_: unknown, act: () => Promise<unknown>) => act(),
  } as unknown as StepContext;
  await expect(deleteServiceAccount(context)).resolves.toMatch(/was removed/);
  const late = {
    ...context,
    call: (_: unknown, act: () => Promise<unknown>) => {
      uid = 'of somebody else';
      return act();
    },
  } as StepContext;
  await expect(deleteServiceAccount(late)).resolves.toMatch(
    /stays: somebody else has made it anew/,
  );
});
