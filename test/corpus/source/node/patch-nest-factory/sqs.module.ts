import { SQSClient } from '@aws-sdk/client-sqs';

export const sqsProvider = {
  provide: SQSClient,
  inject: [ConfigService],
  useFactory: (config: ConfigService) =>
    new SQSClient({
      region: config.get('AWS_REGION'),
      credentials: {
        accessKeyId: config.get('AWS_ACCESS_KEY_ID'),
        secretAccessKey: config.get('AWS_SECRET_ACCESS_KEY'),
      },
    }),
};
