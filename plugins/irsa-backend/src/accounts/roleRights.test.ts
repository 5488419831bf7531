import { IAMClient } from '@aws-sdk/client-iam';
import { readRole } from './iam';
import { readRoleRights } from './roleRights';

const ARN = 'arn:aws:iam::111122223333:policy/images';
const ROLE = { attached: [ARN], inline: ['own'] };
const GONE = Object.assign(new Error('not there'), { name: 'NoSuchEntity' });

/** An account that others change while it is read. Each answer is that of a command, by its name. */
function iamOf(answers: Record<string, (input: any) => unknown>): IAMClient {
  return {
    send: async (command: { constructor: { name: string }; input: object }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      if (!answers[name]) {
        throw GONE;
      }
      return answers[name](command.input);
    },
  } as unknown as IAMClient;
}

describe('rights of a role that code changes while they are read', () => {
  it('come without a policy that was deleted since its name was read', async () => {
    const iam = iamOf({
      GetRolePolicy: () => ({ PolicyDocument: '{"Statement":["own"]}' }),
    });
    expect(await readRoleRights(iam, 'orders', ROLE)).toEqual([
      '{"Statement":[]}',
      '{"Statement":["own"]}',
    ]);
    expect(await readRoleRights(iamOf({}), 'orders', ROLE)).toEqual([
      '{"Statement":[]}',
      '{"Statement":[]}',
    ]);
  });

  it('are those of the version that took the place of another', async () => {
    let version = 1;
    const iam = iamOf({
      GetPolicy: () => ({ Policy: { DefaultVersionId: `v${version}` } }),
      GetPolicyVersion: ({ VersionId }) => {
        if (VersionId === 'v1') {
          version = 2;
          throw GONE;
        }
        return { PolicyVersion: { Document: VersionId } };
      },
    });
    const role = { attached: [ARN], inline: [] };
    expect(await readRoleRights(iam, 'orders', role)).toEqual(['v2']);
  });

  it('are not known while each version is gone that IAM names', async () => {
    const iam = iamOf({
      GetPolicy: () => ({ Policy: { DefaultVersionId: 'v1' } }),
    });
    await expect(readRoleRights(iam, 'orders', ROLE)).rejects.toBe(GONE);
  });

  it('are of no role when it was deleted since it was found', async () => {
    const iam = iamOf({ GetRole: () => ({ Role: { RoleName: 'orders' } }) });
    expect(await readRole(iam, 'orders')).toBeUndefined();
  });
});
