const zod = require('zod');
const { S3Client } = require('@aws-sdk/client-s3');

const connection = zod.z.object({
  name: zod.z.string(),
  accessKeyId: zod.z.string().min(16),
  secretAccessKey: zod.z.string(),
});
module.exports = { connection, s3: new S3Client({}) };
