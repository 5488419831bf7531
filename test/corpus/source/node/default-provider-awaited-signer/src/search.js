const { Client } = require('@opensearch-project/opensearch');
const { AwsSigv4Signer } = require('@opensearch-project/opensearch/aws');
const { defaultProvider } = require('@aws-sdk/credential-provider-node');

async function search() {
  const credentials = await defaultProvider()();
  return new Client({
    ...AwsSigv4Signer({ region: 'eu-west-1', getCredentials: async () => credentials }),
    node: HOST,
  });
}
