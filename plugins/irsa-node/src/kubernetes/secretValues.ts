import { isMetadataOnly } from './accept';
import { ClusterRequest } from './ClusterApi';

/**
 * Throws, before anything is sent, where a request would bring values of Secrets and does not say that it wants them
 * (`secretValues`). It is an error of the program, so it is not a ClusterError.
 */
export function refuseSecretValues(request: ClusterRequest): void {
  if (
    !request.secretValues &&
    request.method !== 'DELETE' &&
    isAboutSecrets(request.path) &&
    !isMetadataOnly(acceptOf(request.headers))
  ) {
    throw new Error(
      'Secrets are asked for as metadata. The one function that reads values has to be used instead.',
    );
  }
}

/** Secrets of the core group, wherever a server would look for them once it has made the path plain. */
function isAboutSecrets(path: string): boolean {
  const [api, , ...rest] = new URL(`http://cluster${path}`).pathname
    .split('/')
    .filter(Boolean)
    .map(plain);
  const parts = rest[0] === 'watch' ? rest.slice(1) : rest;
  const plural = parts[0] === 'namespaces' && parts[2] ? parts[2] : parts[0];
  return api === 'api' && plural === 'secrets';
}

function plain(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function acceptOf(headers: Record<string, string> = {}): string | undefined {
  const found = Object.entries(headers).filter(
    ([name]) => name.toLowerCase() === 'accept',
  );
  return found.length === 1 ? found[0][1] : undefined;
}
