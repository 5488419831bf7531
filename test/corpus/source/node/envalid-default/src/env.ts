import { cleanEnv, str } from 'envalid';

export const env = cleanEnv(process.env, {
  S3_BUCKET: str(),
  AWS_ACCESS_KEY_ID: str({ default: undefined }),
  AWS_SECRET_ACCESS_KEY: str({ default: undefined }),
});
