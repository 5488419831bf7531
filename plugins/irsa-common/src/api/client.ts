import createClient, { Client } from 'openapi-fetch';
import { paths } from './generated/types';

/** @public */
export type IrsaClient = Client<paths>;

/**
 * A typed client of the REST API.
 *
 * @param options - `baseUrl` of the plugin, for example `http://localhost:7007/api/irsa` (in the browser
 *   `plugin://irsa`), and the `fetch` that adds credentials.
 * @public
 */
export function createIrsaClient(options: {
  baseUrl: string;
  fetch: typeof fetch;
}): IrsaClient {
  return createClient<paths>({
    baseUrl: options.baseUrl,
    // `fetch` gets a URL and options at each call, because Backstage's fetch middleware rewrites URLs but not Request
    // objects.
    fetch: async request =>
      options.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        signal: request.signal,
        body: ['GET', 'HEAD'].includes(request.method)
          ? undefined
          : await request.text(),
      }),
  });
}
