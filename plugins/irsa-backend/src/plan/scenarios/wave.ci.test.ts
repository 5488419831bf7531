import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

const NAMES = ['wave-a', 'wave-b', 'wave-c', 'wave-d'];

onOneDatabase('A wave of plans on a new cluster', open => {
  let bench: PlanBench;

  beforeAll(async () => {
    bench = await PlanBench.start(await open());
    const key = await bench.user('wave');
    for (const namespace of NAMES) {
      await bench.apply(...keyedDeployment({ namespace }, key));
    }
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('stays good when the first migration adds the provider, and not when the provider goes', async () => {
    const plansNow = () => Promise.all(NAMES.map(name => bench.plan(name)));
    const driftOf = (plans: { id: string }[]) =>
      Promise.all(
        plans.map(async ({ id }) =>
          bench.plans.drift(await bench.plans.get(id)),
        ),
      );
    const made = await plansNow();
    const { OpenIDConnectProviderArn } = await bench.iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: bench.sandbox.clusters[0].issuer,
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
    expect(await driftOf(made)).toEqual(NAMES.map(() => []));
    const later = await plansNow();
    await bench.iam.send(
      new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
    );
    expect(await driftOf(later)).toEqual(
      NAMES.map(() => [
        expect.objectContaining({
          object: expect.stringContaining('Identity provider'),
        }),
      ]),
    );
  });
});
