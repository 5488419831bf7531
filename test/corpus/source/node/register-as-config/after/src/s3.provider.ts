import { S3Client } from '@aws-sdk/client-s3';
import { ConfigService } from '@nestjs/config';

export const s3Provider = {
  provide: 'S3',
  inject: [ConfigService],
  useFactory: (config: ConfigService) =>
    new S3Client({
      region: config.get('s3.region'),
    }),
};
