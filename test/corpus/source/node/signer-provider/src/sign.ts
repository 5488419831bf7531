import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { SignatureV4 } from '@smithy/signature-v4';

export const signer = new SignatureV4({
  credentials: fromNodeProviderChain(),
  region: 'eu-west-1',
  service: 'es',
  sha256: Sha256,
});
