import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';

const credentials = await defaultProvider()();
export const signer = new SignatureV4({ credentials, region: 'eu-west-1', service: 'es', sha256: Sha256 });
