import { SQSClient } from '@aws-sdk/client-sqs';

export const sqsProvider = {
  provide: SQSClient,
  inject: [ConfigService],
  useFactory: (config: ConfigService) =>
    new SQSClient({
      region: config.get('AWS_REGION'),
    }),
};
