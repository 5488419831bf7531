import { S3Client } from '@aws-sdk/client-s3';

export class Store {
  private client: S3Client;

  constructor(private readonly options: { id: string; secret: string }) {
    this.client = new S3Client({
      region: 'eu-west-1',
    });
  }
}
