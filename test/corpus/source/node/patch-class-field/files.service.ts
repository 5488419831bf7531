import { S3Client } from '@aws-sdk/client-s3';

export class FilesService {
  private readonly s3 = new S3Client({
    region: 'eu-west-1',
    credentials: {
      accessKeyId: process.env.KEY as string,
      secretAccessKey: process.env.SECRET as string,
    },
  });
}
