import { config } from './config';

export const link = (s3, c) => getSignedUrl(s3, c, { expiresIn: config.links.expiresIn });
