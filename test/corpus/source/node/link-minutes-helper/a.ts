const MINUTE = 60;
export const link = (c) => getSignedUrl(s3, c, { expiresIn: 120 * MINUTE });
