const assert = require('assert');
const knox = require('knox');

function S3Adapter(options) {
  this.options = options.s3 || {};
  assert(this.options.key, 'key is missing');
  assert(this.options.secret, 'secret is missing');
  this.client = knox.createClient({
    key: this.options.key,
    secret: this.options.secret,
    bucket: this.options.bucket,
  });
}
module.exports = S3Adapter;
