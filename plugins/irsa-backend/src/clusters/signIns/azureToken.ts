import { ServiceUnavailableError } from '@backstage/errors';
import { loadLibrary } from '../../shared/loadLibrary';

const LIBRARY = '@azure/identity';
/** The server application of AKS, the same in every tenant. https://azure.github.io/kubelogin/concepts/aks.html */
const AKS_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';
const EARLY_MS = 5 * 60_000;

interface AzureLibrary {
  DefaultAzureCredential: new () => {
    getToken(
      scope: string,
    ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
  };
}

/** Tokens of the portal's Azure identity for AKS clusters. Throws errors with a message for people. */
export function azureToken(): () => Promise<string> {
  let credential:
    | InstanceType<AzureLibrary['DefaultAzureCredential']>
    | undefined;
  let kept = { token: '', expiresOnTimestamp: 0 };
  return async () => {
    if (Date.now() < kept.expiresOnTimestamp - EARLY_MS) {
      return kept.token;
    }
    credential ??= new (loadLibrary<AzureLibrary>(
      LIBRARY,
    ).DefaultAzureCredential)();
    const fresh = await credential.getToken(AKS_SCOPE).catch(() => undefined);
    if (!fresh) {
      throw new ServiceUnavailableError(
        'The portal gets no Azure token. Give its machine a managed identity, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
      );
    }
    kept = fresh;
    return kept.token;
  };
}
