import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { Target } from './postReview';
import { WebhookCallError } from './WebhookCallError';
import { Webhook } from './webhookTypes';

/** Base URLs on loopback of Services that are served in this process, by `namespace/name`. */
export type WebhookServices = Record<string, string>;

/** The address of a webhook. A Service has endpoints only when it is served in this process. */
export function targetOf(
  { clientConfig, timeoutSeconds = 10 }: Webhook,
  store: ObjectStore,
  registry: ResourceRegistry,
  services: WebhookServices,
): Target {
  const ca = clientConfig.caBundle
    ? Buffer.from(clientConfig.caBundle, 'base64').toString()
    : undefined;
  const withTimeout = (url: string) => {
    const shown = new URL(url);
    shown.searchParams.set('timeout', `${timeoutSeconds}s`);
    return shown;
  };
  if (clientConfig.url) {
    return { shown: withTimeout(clientConfig.url), ca };
  }
  const { namespace, name, path = '', port = 443 } = clientConfig.service!;
  const host = `${name}.${namespace}.svc`;
  const shown = withTimeout(`https://${host}:${port}${path}`);
  const served = services[`${namespace}/${name}`];
  if (served) {
    const { hostname, port: at } = new URL(served);
    return { shown, ca, address: { host: hostname, port: Number(at) } };
  }
  const known = store.get(registry.builtIn('services'), namespace, name);
  const why = known
    ? `no endpoints available for service "${name}"`
    : `service "${name}" not found`;
  // Not built with URL, because that drops the standard port.
  const text = `https://${host}:${port}${shown.pathname}${shown.search}`;
  throw new WebhookCallError(`failed to call webhook: Post "${text}": ${why}`);
}
