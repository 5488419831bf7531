import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';

export const signer = new SignatureV4({ service: 'es', region: 'eu-west-1', credentials: defaultProvider(), sha256: Sha256 });
