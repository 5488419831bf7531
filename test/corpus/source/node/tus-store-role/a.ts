import { S3Store } from '@tus/s3-store';

export const store = new S3Store({ partSize: 8 * 1024 * 1024, s3ClientConfig: { bucket: 'b', region: 'eu-west-1' } });
