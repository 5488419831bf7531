import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws';

export const client = new Client({
  ...AwsSigv4Signer({ region: 'eu-west-1', service: 'es', getCredentials: () => defaultProvider()() }),
  node: 'https://search.example.com',
});
