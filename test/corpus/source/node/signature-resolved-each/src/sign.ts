import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';

const provider = defaultProvider();
export const sign = async (request: HttpRequest) =>
  new SignatureV4({ credentials: provider, region, service: 'es', sha256: Sha256 }).sign(request);
