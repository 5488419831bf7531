const jwt = require('jsonwebtoken');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

exports.login = user => jwt.sign({ user }, process.env.JWT_KEY, { expiresIn: 604800 });
exports.link = (s3, command) => getSignedUrl(s3, command, { expiresIn: 3600 });
