import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { LINK_TTL_SECONDS } from './constants';

export const link = (s3, command) =>
  getSignedUrl(s3, command, { expiresIn: LINK_TTL_SECONDS });
