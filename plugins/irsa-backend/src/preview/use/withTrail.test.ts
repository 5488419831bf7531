import { ServiceUse } from '../../accounts/readServiceUse';
import { TrailFact } from '../../accounts/trail/trailFact';
import { withTrail } from './withTrail';

const USER = 'arn:aws:iam::111122223333:user/orders';
const AT = '2026-11-29T10:00:00.000Z';
const LATER = '2026-11-30T10:00:00.000Z';

const fact = (changes: Partial<TrailFact> = {}): TrailFact => ({
  at: AT,
  region: 'eu-west-1',
  service: 'sqs',
  action: 'ListQueues',
  caller: USER,
  userAgent: 'Boto3/1.34',
  ...changes,
});

const S3: ServiceUse = {
  service: 's3',
  title: 'Amazon S3',
  lastUsedAt: AT,
  actions: [{ action: 's3:CreateBucket', lastUsedAt: AT }],
};

describe('what CloudTrail adds to the use of a user', () => {
  it('is each action once, with when it was last seen, and its source', () => {
    const [s3, sqs] = withTrail(
      [S3],
      [fact(), fact({ at: LATER }), fact({ action: 'CreateQueue' })],
      USER,
    );
    expect(s3).toEqual(S3);
    expect(sqs).toEqual({
      service: 'sqs',
      title: 'sqs',
      lastUsedAt: LATER,
      region: 'eu-west-1',
      actions: [
        { action: 'sqs:ListQueues', lastUsedAt: LATER, source: 'cloudTrail' },
        { action: 'sqs:CreateQueue', lastUsedAt: AT, source: 'cloudTrail' },
      ],
    });
  });

  it('is not an action that IAM has told of', () => {
    const [{ actions }] = withTrail(
      [S3],
      [fact({ service: 's3', action: 'CreateBucket', at: LATER })],
      USER,
    );
    expect(actions).toEqual(S3.actions);
  });

  it('is a service that IAM has not seen yet: nobody takes it away', () => {
    const unused = { service: 'sqs', title: 'Amazon SQS', actions: [] };
    expect(withTrail([unused], [fact()], USER)[0]).toMatchObject({
      title: 'Amazon SQS',
      lastUsedAt: AT,
    });
  });

  it.each([
    ['of somebody else', { caller: `${USER}2` }],
    ['that was refused', { error: 'AccessDeniedException' }],
    ['that was refused by EC2', { error: 'Client.UnauthorizedOperation' }],
    ['of the portal', { userAgent: 'aws-sdk-js/3 backstage-irsa' }],
  ])('is not a call %s', (_, changes) => {
    expect(withTrail([S3], [fact(changes)], USER)).toEqual([S3]);
  });

  it('is a call that failed, though it was allowed', () => {
    const failed = fact({ error: 'QueueDoesNotExist' });
    expect(withTrail([], [failed], USER)).toHaveLength(1);
  });

  it.each([
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets'],
    ['monitoring', 'ListMetrics', 'cloudwatch:ListMetrics'],
    ['lambda', 'ListFunctions20150331', 'lambda:ListFunctions'],
    ['lambda', 'GetFunction20150331v2', 'lambda:GetFunction'],
    ['cloudfront', 'GetDistribution2020_05_31', 'cloudfront:GetDistribution'],
    ['route53', 'ListHostedZones', 'route53:ListHostedZones'],
  ])('names the action of %s %s', (service, action, named) => {
    const [{ actions }] = withTrail([], [fact({ service, action })], USER);
    expect(actions[0].action).toBe(named);
  });
});
