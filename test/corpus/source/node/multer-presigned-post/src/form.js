const { createPresignedPost } = require('@aws-sdk/s3-presigned-post');

module.exports = (s3, key) =>
  createPresignedPost(s3, {
    Bucket: 'in',
    Key: key,
    Expires: 2 * 60 * 60,
  });
