import { getSignedUrl } from '@aws-sdk/cloudfront-signer';

export const link = (url: string) =>
  getSignedUrl({ url, keyPairId: process.env.CF_ID!, privateKey: process.env.CF_KEY!, dateLessThan: new Date(Date.now() + 7 * 86400_000).toISOString() });
