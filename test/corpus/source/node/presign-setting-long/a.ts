import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const LINKS = { expiresIn: 172800 };
export const link = (c) => getSignedUrl(s3, c, LINKS);
