import { registerAs } from '@nestjs/config';

export default registerAs('s3', () => ({
  id: process.env.AWS_ACCESS_KEY_ID,
  secret: process.env.AWS_SECRET_ACCESS_KEY,
  bucket: process.env.BUCKET,
}));
