import { IAMClient } from '@aws-sdk/client-iam';
import { readServiceUse, toUse } from './readServiceUse';

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

describe('a report of several pages', () => {
  const read = (...pages: { service: string; marker?: string }[]) => {
    const asked: (string | undefined)[] = [];
    const iam = {
      send: async ({ input }: { input: { Arn?: string; Marker?: string } }) => {
        if (input.Arn) {
          return { JobId: 'report' };
        }
        const { service, marker } = pages[asked.push(input.Marker) - 1];
        return {
          JobStatus: 'COMPLETED',
          ServicesLastAccessed: [{ ServiceNamespace: service }],
          IsTruncated: true,
          Marker: marker,
        };
      },
    } as unknown as IAMClient;
    return readServiceUse(iam, '111122223333', 'arn:aws:iam::1:user/a').then(
      found => ({ asked, services: found.map(({ service }) => service) }),
    );
  };

  it('is read to its end, also where the last page says that there is more but not where', async () => {
    expect(
      await read({ service: 's3', marker: 'next' }, { service: 'sqs' }),
    ).toEqual({ asked: [undefined, 'next'], services: ['s3', 'sqs'] });
  });
});
