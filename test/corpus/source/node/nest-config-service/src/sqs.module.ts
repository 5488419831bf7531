import { SQSClient } from '@aws-sdk/client-sqs';

@Module({
  providers: [
    {
      provide: SQSClient,
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        new SQSClient({
          region: config.get('AWS_REGION'),
          credentials: {
            accessKeyId: config.getOrThrow<string>('AWS_ACCESS_KEY_ID'),
            secretAccessKey: config.getOrThrow<string>('AWS_SECRET_ACCESS_KEY'),
          },
        }),
    },
  ],
})
export class SqsModule {}
