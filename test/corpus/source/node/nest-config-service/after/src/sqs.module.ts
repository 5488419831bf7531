import { SQSClient } from '@aws-sdk/client-sqs';

@Module({
  providers: [
    {
      provide: SQSClient,
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        new SQSClient({
          region: config.get('AWS_REGION'),
        }),
    },
  ],
})
export class SqsModule {}
