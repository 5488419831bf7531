const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, BUCKET } = process.env;

export const bucket = BUCKET;
