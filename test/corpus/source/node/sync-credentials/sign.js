const AWS = require('aws-sdk');

exports.header = (date) => {
  const id = AWS.config.credentials.accessKeyId;
  return `${id}/${date}/eu-west-1/es/aws4_request`;
};
