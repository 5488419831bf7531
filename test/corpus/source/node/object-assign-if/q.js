const { SQSClient } = require('@aws-sdk/client-sqs');

const options = { region: 'eu-west-1' };
if (conf.key) {
  Object.assign(options, { credentials: { accessKeyId: conf.key, secretAccessKey: conf.secret } });
}
module.exports = new SQSClient(options);
