import { SQSClient } from '@aws-sdk/client-sqs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

const resolved = await fromNodeProviderChain({})();
export const sqs = new SQSClient({ region: 'eu-west-1', credentials: resolved });
