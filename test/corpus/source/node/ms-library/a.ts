export const link = (c) => getSignedUrl(s3, c, { expiresIn: ms('2d') / 1000 });
