import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const SECONDS_PER_DAY = 86_400;
const LINK_DAYS = 2;
const expiresIn = LINK_DAYS * SECONDS_PER_DAY;
const s3 = new S3Client({});

export const link = (Key: string) =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket: 'v', Key }), { expiresIn });
