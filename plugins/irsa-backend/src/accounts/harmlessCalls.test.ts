import { AwsClients } from './AwsClients';
import { HarmlessCall, sendHarmlessCall } from './harmlessCalls';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const ARN = (service: string, name: string) =>
  `arn:aws:${service}:eu-west-1:111122223333:${name}`;

describe('a harmless call', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each<[HarmlessCall['action'], string]>([
    ['sts:GetCallerIdentity', '*'],
    ['s3:ListBucket', 'arn:aws:s3:::images'],
    ['s3:GetObject', 'arn:aws:s3:::images/a.png'],
    ['sqs:GetQueueAttributes', ARN('sqs', 'orders')],
    ['sns:GetTopicAttributes', ARN('sns', 'orders')],
    ['kms:DescribeKey', ARN('kms', 'key/1')],
    ['secretsmanager:DescribeSecret', ARN('secretsmanager', 'secret:db')],
    ['dynamodb:DescribeTable', ARN('dynamodb', 'table/orders')],
  ])('%s ends when its time is over', async (action, resource) => {
    // As if it were over at once.
    const limit = jest
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(() => AbortSignal.abort());
    const clients = new AwsClients(
      { region: 'eu-west-1', endpoint: NOWHERE, endpoints: {} } as never,
      1,
    );
    await expect(
      sendHarmlessCall(
        clients,
        { action, resource, region: 'eu-west-1' },
        { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
      ),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(limit).toHaveBeenCalledWith(10_000);
  });
});
