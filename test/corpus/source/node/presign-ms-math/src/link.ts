import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const HOUR = 3600;
export const link = (c) => getSignedUrl(s3, c, { expiresIn: 24 * HOUR });
