import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { createIrsaClient, IrsaClient } from 'backstage-plugin-irsa-common';

/**
 * Our REST API for code that runs in another plugin of the portal, as that plugin itself. Its calls throw ResponseError for an
 * answer that is no success.
 *
 * @param options - of the plugin that asks
 */
export async function clientOf({
  auth,
  discovery,
}: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<IrsaClient> {
  return createIrsaClient({
    baseUrl: await discovery.getBaseUrl('irsa'),
    fetch: async (url, init) => {
      // A token for each request: reading a large fleet may take longer than one lives.
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'irsa',
      });
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(url, { ...init, headers });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return response;
    },
  });
}
