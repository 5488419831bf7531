const { SNSClient } = require('@aws-sdk/client-sns');
const { fromEnv } = require('@aws-sdk/credential-providers');

module.exports = new SNSClient({ region: 'eu-west-1', credentials: fromEnv() });
