import { S3Client } from '@aws-sdk/client-s3';

export class StoreS3 {
  client: S3Client;
  constructor(config: S3Config) {
    this.client = new S3Client({
      forcePathStyle: config.pathStyle,
      region: config.region,
      endpoint: config.endPoint,
      credentials: {
        accessKeyId: config.accessKey,
        secretAccessKey: config.secretKey,
      },
    });
  }
}
