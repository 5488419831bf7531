import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

res.cookie('s', token, { maxAge: 604800, expires: new Date(Date.now() + 604800000) });
export const link = (c) => getSignedUrl(s3, c, { expiresIn: 300 });
