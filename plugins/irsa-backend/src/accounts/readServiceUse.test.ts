import { toUse } from './readServiceUse';

describe('one service of the report', () => {
  it('has the actions that were seen, with the name of the service', () => {
    const seen = new Date('2026-11-29T10:00:00Z');
    expect(
      toUse({
        ServiceNamespace: 's3',
        ServiceName: 'Amazon S3',
        LastAuthenticated: seen,
        LastAuthenticatedRegion: 'eu-west-1',
        TrackedActionsLastAccessed: [
          { ActionName: 'CreateBucket', LastAccessedTime: seen },
          { ActionName: 's3:DeleteBucket', LastAccessedTime: seen },
          { ActionName: 'PutBucketAcl' },
        ],
      }),
    ).toEqual({
      service: 's3',
      title: 'Amazon S3',
      lastUsedAt: '2026-11-29T10:00:00.000Z',
      region: 'eu-west-1',
      actions: ['s3:CreateBucket', 's3:DeleteBucket'].map(action => ({
        action,
        lastUsedAt: '2026-11-29T10:00:00.000Z',
      })),
    });
    expect(toUse({ ServiceNamespace: 'sqs' })).toEqual({
      service: 'sqs',
      title: 'sqs',
      actions: [],
    });
  });
});
