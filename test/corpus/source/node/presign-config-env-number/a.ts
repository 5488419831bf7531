import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const expiresIn = Number(process.env.LINK_SECONDS ?? 86400);
export const link = (c) => getSignedUrl(s3, c, { expiresIn });
