import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export const settings = { jwt: { expiresIn: 604800 }, links: { expiresIn: 900 } };
export const link = (c) => getSignedUrl(s3, c, settings.links);
