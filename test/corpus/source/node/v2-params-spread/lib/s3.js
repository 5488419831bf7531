const AWS = require('aws-sdk');

module.exports = function makeClient(options) {
  const params = { region: options.region };
  if (options.accessKeyId && options.secretAccessKey) {
    params.accessKeyId = options.accessKeyId;
    params.secretAccessKey = options.secretAccessKey;
  }
  return new AWS.S3(params);
};
