import { config } from './config';

export const link = (s3, command) => getSignedUrl(s3, command, { expiresIn: config.uploadUrlTtl });
