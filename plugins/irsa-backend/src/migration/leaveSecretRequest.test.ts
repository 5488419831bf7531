import { ChangeHostError, HostedChange } from 'backstage-plugin-irsa-node';
import { MigrationState, SecretRequest } from './model/records';
import { StepContext } from './model/Step';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { leaveSecretRequest } from './steps/leaveSecretRequest';

const REPOSITORY = 'https://git.example.com/acme/deploy';
const AWAY = new ChangeHostError('unreachable', 'It does not answer.');

/** Asks once; `find` is what the host answers. */
async function leave(
  find: () => Promise<HostedChange | undefined>,
  facts: Partial<SecretRequest> = {},
  isHostKnown = true,
) {
  const said: string[] = [];
  const state: MigrationState = {
    proofs: [],
    secretRequest: {
      name: 'aws-secrets',
      attempt: 1,
      by: 'user:default/guest',
      repository: REPOSITORY,
      base: 'main',
      ...facts,
    },
  };
  const context = {
    migrationId: 'm1',
    execution: walkthroughExecution('https://oidc.example.com/a', undefined, 0),
    requests: { repository: () => (isHostKnown ? { find } : undefined) },
    state,
    read: (act: () => Promise<unknown>) => act(),
    setState: async (changes: object) => void Object.assign(state, changes),
    say: async (text: string) => void said.push(text),
  } as unknown as StepContext;
  const error = await leaveSecretRequest(context).catch(each => each);
  return { error, state, said: said.join() };
}

describe('the request for a Secret, before a migration goes back', () => {
  it('is waited for while its host does not answer', async () => {
    const { error, state, said } = await leave(() => Promise.reject(AWAY));
    expect(error).toMatchObject({
      name: 'WaitsForOthersError',
      whom: `the host of ${REPOSITORY}`,
      message: expect.stringMatching(
        /was merged is not known, so nothing is taken back yet/,
      ),
    });
    expect(state.secretRequest?.unread).toBe(true);
    expect(said).toBe('');
  });

  it('is waited for while the portal knows no such host any more', async () => {
    const { error } = await leave(async () => undefined, {}, false);
    expect(error).toMatchObject({
      name: 'WaitsForOthersError',
      whom: 'whoever looks after the portal',
    });
  });

  it('is left to the person who decided to go without the host', async () => {
    const { error, said } = await leave(() => Promise.reject(AWAY), {
      unread: true,
      leftBy: 'user:default/mona',
    });
    expect(error).toBeUndefined();
    expect(said).toMatch(/user:default\/mona has decided.*nobody merges it/);
  });

  it('that was merged is not left, whoever decided', async () => {
    const { error } = await leave(() => Promise.reject(AWAY), {
      merged: true,
      leftBy: 'user:default/mona',
    });
    expect(error).toMatchObject({ name: 'NeedsHumanError' });
  });

  it('is said not to be found where the host has none', async () => {
    const { error, state, said } = await leave(async () => undefined);
    expect(error).toBeUndefined();
    expect(said).toMatch(/was not found in .*acme\/deploy/);
    expect(said).not.toMatch(/is closed/);
    expect(state.secretRequest).toBeUndefined();
  });
});
