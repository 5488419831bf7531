import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { AwsClient } from 'aws4fetch';

const given = await fromNodeProviderChain()();
export const aws = new AwsClient({
  accessKeyId: given.accessKeyId,
  secretAccessKey: given.secretAccessKey,
  sessionToken: given.sessionToken,
});
