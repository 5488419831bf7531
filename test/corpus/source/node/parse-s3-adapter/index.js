const S3Adapter = require('@parse/s3-files-adapter');

const adapter = new S3Adapter(process.env.S3_ACCESS_KEY, process.env.S3_SECRET_KEY, 'bucket', { directAccess: true });
