const S3 = require('aws-sdk/clients/s3');

const s3 = new S3();
module.exports = (Key) =>
  s3.getSignedUrl('getObject', {
    Bucket: 'v',
    Key,
    Expires: 60 * 60 * 24 * 7,
  });
