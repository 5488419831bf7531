import { CLOUDTRAIL_POLICY, POD_IDENTITY_POLICY } from './documentedPolicies';
import { rightQuestions } from './rightQuestions';

describe('what IAM is asked about the rights of the portal', () => {
  it.each([
    ['aws', 'eu-west-1', 'oidc.eks.eu-west-1.amazonaws.com/id'],
    ['aws-cn', 'cn-north-1', 'oidc.eks.cn-north-1.amazonaws.com.cn/id'],
    ['aws-us-gov', 'us-gov-west-1', 'oidc.eks.us-gov-west-1.amazonaws.com/id'],
  ])('is about ARNs of partition %s', (partition, region, issuer) => {
    const questions = rightQuestions({
      accountId: '444455556666',
      partition,
      region,
      role: {
        path: '/irsa/',
        namePrefix: 'irsa-',
        maxSessionDurationSeconds: 3600,
        permissionsBoundary: 'arn:{partition}:iam::{accountId}:policy/Bound',
      },
    });
    const named = questions.flatMap(({ resource, context }) =>
      [resource, ...Object.values(context)].filter(text => text !== '*'),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(
      named.filter(
        text => !text.startsWith(`arn:${partition}:iam::444455556666:`),
      ),
    ).toEqual([]);
    expect(named).toContain(`arn:${partition}:iam::444455556666:policy/Bound`);
    expect(named).toContainEqual(
      expect.stringContaining(`oidc-provider/${issuer}/`),
    );
  });

  it('is not about making roles where code makes them', () => {
    const asked = (isByCode: boolean) =>
      rightQuestions({
        accountId: '444455556666',
        partition: 'aws',
        region: 'eu-west-1',
        role: {
          path: '/irsa/',
          namePrefix: 'irsa-',
          maxSessionDurationSeconds: 3600,
        },
        isByCode,
      }).flatMap(({ actions }) => actions);
    expect(asked(false)).toContain('iam:CreateRole');
    expect(asked(true)).not.toContain('iam:CreateRole');
    expect(asked(true)).toContain('iam:UpdateAccessKey');
  });

  it('is about the event history only where it is read', () => {
    const asked = (cloudTrail: boolean) =>
      rightQuestions({
        accountId: '444455556666',
        partition: 'aws',
        region: 'eu-west-1',
        role: {
          path: '/irsa/',
          namePrefix: 'irsa-',
          maxSessionDurationSeconds: 3600,
        },
        cloudTrail,
      }).filter(({ file }) => file === CLOUDTRAIL_POLICY);
    expect(asked(false)).toEqual([]);
    expect(asked(true)).toMatchObject([
      { actions: ['cloudtrail:LookupEvents'], resource: '*' },
    ]);
  });

  it('is about associations only where roles are given by them', () => {
    const asked = (podIdentity: boolean) =>
      rightQuestions({
        accountId: '444455556666',
        partition: 'aws-cn',
        region: 'cn-north-1',
        role: {
          path: '/roles/',
          namePrefix: 'irsa-',
          maxSessionDurationSeconds: 3600,
        },
        podIdentity,
      }).filter(({ file }) => file === POD_IDENTITY_POLICY);
    expect(asked(false)).toEqual([]);
    expect(asked(true)).toEqual([
      expect.objectContaining({
        resource: 'arn:aws-cn:eks:cn-north-1:444455556666:cluster/irsa-example',
      }),
      expect.objectContaining({
        actions: ['iam:PassRole'],
        resource: 'arn:aws-cn:iam::444455556666:role/roles/irsa-example',
        context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
      }),
    ]);
  });
});
