import { getSignedUrl } from '@aws-sdk/cloudfront-signer';

export const url = (u: string) =>
  getSignedUrl({ url: u, keyPairId: KEY_PAIR, privateKey: PEM, dateLessThan: new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString() });
