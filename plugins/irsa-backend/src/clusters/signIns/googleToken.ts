import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { loadLibrary } from '../../shared/loadLibrary';

const LIBRARY = 'google-auth-library';
const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

interface GoogleAuth {
  getAccessToken(): Promise<string | null | undefined>;
}

interface GoogleAuthLibrary {
  GoogleAuth: new (options: {
    scopes: string[];
    credentials?: object;
  }) => GoogleAuth;
}

/**
 * Access tokens of the portal's Google service account: `kubernetes.googleServiceAccountCredentials`, as in the
 * Kubernetes plugin, or the credentials of the machine. The library caches a token until it expires. Throws errors with
 * a message for people.
 */
export function googleToken(rootConfig: Config): () => Promise<string> {
  let auth: GoogleAuth | undefined;
  return async () => {
    if (!auth) {
      const library = loadLibrary<GoogleAuthLibrary>(LIBRARY);
      auth = new library.GoogleAuth({
        scopes: SCOPES,
        credentials: readCredentials(rootConfig),
      });
    }
    const token = await auth.getAccessToken().catch(() => undefined);
    if (!token) {
      throw new ServiceUnavailableError(
        'The portal gets no Google access token. Set kubernetes.googleServiceAccountCredentials, or give its machine a Google service account.',
      );
    }
    return token;
  };
}

function readCredentials(rootConfig: Config): object | undefined {
  const key = 'kubernetes.googleServiceAccountCredentials';
  const text = rootConfig.getOptionalString(key);
  if (!text) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which is a private key.
    throw new InputError(`${key}: is not the JSON of a service account key`);
  }
}
