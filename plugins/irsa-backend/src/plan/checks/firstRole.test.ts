import { Check } from 'backstage-plugin-irsa-common';
import { Association } from '../../clusters/EksPodIdentities';
import { FirstRoleRead } from '../world/readFirstRole';
import { World } from '../world/World';
import { checkContext, Situation } from './__testUtils__/checkContext';
import { association } from './association';
import { firstRole } from './firstRole';
import { presign } from './presign';

const CLUSTER_ACCOUNT = '444455556666';
const base = checkContext();
const OURS = { 'irsa:workload': 'team/Deployment/worker' };
const BOUNDARY = 'arn:aws:iam::111122223333:policy/IrsaBoundary';

function elsewhere(
  first: FirstRoleRead = {},
  parts: { found?: Association; settings?: object; situation?: Situation } = {},
): Situation {
  return {
    ...parts.situation,
    world: {
      cluster: {
        ...base.world.cluster,
        eks: {
          name: 'prod',
          arn: `arn:aws:eks:eu-west-1:${CLUSTER_ACCOUNT}:cluster/prod`,
          identity: 'podIdentity',
          isAccountKnown: true,
        },
      },
      podIdentity: {
        agent: {},
        rights: { answers: [] },
        association: parts.found,
        first,
      },
      settings: { ...base.world.settings, ...parts.settings },
    } as Partial<World>,
  };
}

const { target } = checkContext(elsewhere());
const { roleName, roleArn } = target.first!;
const boundary = (statement: object) => ({
  document: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sts:AssumeRole*', ...statement },
    ],
  }),
});
const bounded = { settings: { boundaryArn: BOUNDARY } };
const role = (tags: Record<string, string>, arn = roleArn) => ({
  role: { arn, trust: '{}', tags },
});
const of = (parts: Partial<Association>): Association => ({
  id: 'a-1',
  roleArn,
  targetRoleArn: target.roleArn,
  tags: OURS,
  isSpecial: false,
  ...parts,
});

describe('a plan for a role of another account by EKS Pod Identity', () => {
  it('names a first role that nobody takes for the planned one, with the boundary of its account', () => {
    expect(checkContext(elsewhere({}, bounded)).target.first).toEqual({
      accountId: CLUSTER_ACCOUNT,
      roleName: expect.stringMatching(/^irsa-pods-team-worker-/),
      roleArn: `arn:aws:iam::${CLUSTER_ACCOUNT}:role/irsa/${roleName}`,
      policyArn: `arn:aws:iam::${CLUSTER_ACCOUNT}:policy/irsa/${roleName}`,
      boundaryArn: BOUNDARY.replace('111122223333', CLUSTER_ACCOUNT),
    });
    expect(checkContext().target.first).toBeUndefined();
    expect(firstRole(checkContext())).toBeUndefined();
  });

  it.each<[string, Check['state'], Situation]>([
    ['a free name', 'passed', elsewhere()],
    ['its own role', 'passed', elsewhere(role(OURS))],
    ['a role of others', 'blocked', elsewhere(role({ owner: 'x' }))],
    [
      'a role elsewhere',
      'blocked',
      elsewhere(role(OURS, roleArn.replace('/irsa/', '/'))),
    ],
    [
      'a policy of others',
      'blocked',
      elsewhere({ policy: { document: '{}', tags: {} } }),
    ],
    [
      'a boundary that lets it through',
      'passed',
      elsewhere(
        {
          boundary: boundary({ NotResource: 'arn:aws:iam::*:role/irsa/*' }),
        },
        bounded,
      ),
    ],
    [
      'a boundary that does not',
      'blocked',
      elsewhere({ boundary: boundary({ Resource: '*' }) }, bounded),
    ],
    [
      'a boundary with a condition',
      'notChecked',
      elsewhere(
        {
          boundary: boundary({
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        },
        bounded,
      ),
    ],
    [
      'an unread boundary',
      'notChecked',
      elsewhere({ boundary: null }, bounded),
    ],
  ])('with %s is %s', (_, state, situation) => {
    expect(firstRole(checkContext(situation))?.state).toBe(state);
  });

  it('is refused where code makes the roles', () => {
    const context = checkContext(elsewhere());
    expect(
      firstRole({
        ...context,
        awsHalf: { madeBy: 'code', evidence: 'The setting.' },
      }),
    ).toMatchObject({ state: 'blocked', evidence: 'The setting.' });
  });

  it.each<[string, Check['state'], Partial<Association>]>([
    ['both roles', 'passed', {}],
    ['no target', 'blocked', { targetRoleArn: undefined }],
    ['another target', 'blocked', { targetRoleArn: `${target.roleArn}x` }],
    ['another first role', 'blocked', { roleArn: `${roleArn}x` }],
  ])('with an association that gives %s is %s', (_, state, parts) => {
    const situation = elsewhere({}, { found: of(parts) });
    expect(association(checkContext(situation))?.state).toBe(state);
  });

  it('says that links live an hour at most, whatever the role allows', () => {
    const settings = { maxSessionDuration: 43_200 };
    const statement = { Effect: 'Allow', Action: 's3:GetObject' };
    const context = checkContext(elsewhere({}, { settings }));
    expect(
      presign({
        ...context,
        policy: { document: { Statement: [statement] } } as never,
      })?.params,
    ).toEqual({ sessionSeconds: 3600 });
  });
});
