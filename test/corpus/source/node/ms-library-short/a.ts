export const link = (c) => getSignedUrl(s3, c, { expiresIn: ms('15m') / 1000 });
