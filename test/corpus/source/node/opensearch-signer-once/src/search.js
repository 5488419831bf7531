const { defaultProvider } = require('@aws-sdk/credential-provider-node');
const aws4 = require('aws4');

async function signer() {
  const creds = await defaultProvider()();
  return options =>
    aws4.sign(options, {
      accessKeyId: creds.accessKeyId,
      secretAccessKey: creds.secretAccessKey,
      sessionToken: creds.sessionToken,
    });
}
module.exports = { signer };
