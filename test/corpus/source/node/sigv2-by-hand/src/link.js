const crypto = require('crypto');

exports.link = (bucket, key, conf) => {
  const expires = Math.floor(Date.now() / 1000) + 600;
  const text = `GET\n\n\n${expires}\n/${bucket}/${key}`;
  const sig = crypto.createHmac('sha1', conf.secret).update(text).digest('base64');
  return `https://${bucket}.s3.amazonaws.com/${key}?AWSAccessKeyId=${conf.id}&Expires=${expires}&Signature=${encodeURIComponent(sig)}`;
};
