import { S3Client } from '@aws-sdk/client-s3';
import { ConfigService } from '@nestjs/config';

export const s3Provider = {
  provide: 'S3',
  inject: [ConfigService],
  useFactory: (config: ConfigService) =>
    new S3Client({
      region: config.get('s3.region'),
      credentials: {
        accessKeyId: config.getOrThrow<string>('s3.id'),
        secretAccessKey: config.getOrThrow<string>('s3.secret'),
      },
    }),
};
