module.exports = (policy, bucket) => ({
  bucket,
  AWSAccessKeyId: policy.id,
  policy: policy.text,
  signature: policy.signature,
});
