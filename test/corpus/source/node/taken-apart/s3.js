const { S3Client } = require('@aws-sdk/client-s3');

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, BUCKET } = process.env;

exports.bucket = BUCKET;
exports.s3 = new S3Client({
  credentials: {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
  },
  maxAttempts: 5,
});
