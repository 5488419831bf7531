const { S3Client } = require('@aws-sdk/client-s3');

const { BUCKET } = process.env;

exports.bucket = BUCKET;
exports.s3 = new S3Client({
  maxAttempts: 5,
});
