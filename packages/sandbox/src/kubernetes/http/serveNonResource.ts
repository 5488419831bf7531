import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, noSuchResource, pageNotFound } from '../ApiError';
import {
  VERSION,
  aggregatedDiscovery,
  apiGroupList,
  apiResourceList,
  apiVersions,
  oneApiGroup,
} from '../discovery/discovery';
import { openApiV2, openApiV3, openApiV3Index } from '../discovery/openapi';
import { JsonObject } from '../types';
import type { ServerParts } from './ServerParts';
import { sendJson, sendText } from './respond';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const JWK_SET = 'application/jwk-set+json';

function accepts({ headers }: IncomingMessage, type: string): boolean {
  const [family] = type.split('/');
  return (headers.accept ?? '*/*')
    .split(',')
    .map(part => part.split(';')[0].trim())
    .some(range => [type, `${family}/*`, '*/*'].includes(range));
}

/** Answers requests for discovery, version, health, OpenAPI and the token issuer's documents. */
export function serveNonResource(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const { registry } = parts.api;
  const path = url.pathname.replace(/(.)\/$/, '$1');
  const [first, ...rest] = path.split('/').filter(Boolean);
  const json = (body: JsonObject | undefined, contentType?: string) => {
    if (!body) {
      throw first === 'api' ? noSuchResource() : pageNotFound();
    }
    sendJson(request, response, 200, body, contentType);
  };
  switch (first) {
    case 'healthz':
    case 'livez':
    case 'readyz':
      sendText(response, 200, 'ok');
      return;
    case 'version':
      json(VERSION);
      return;
    case '.well-known':
      json(
        rest[0] === 'openid-configuration'
          ? parts.issuer.discovery(parts.server())
          : undefined,
      );
      return;
    case 'openid':
      if (!accepts(request, JWK_SET)) {
        throw new ApiError(
          406,
          'NotAcceptable',
          `406: Not Acceptable\n\nAvailable representations: ${JWK_SET}`,
          {},
        );
      }
      json(parts.issuer.jwks(), JWK_SET);
      return;
    case 'openapi':
      if (rest[0] === 'v2') {
        json(openApiV2());
      } else if (rest.length === 1) {
        json(openApiV3Index(registry));
      } else {
        json(openApiV3(registry, rest.slice(1).join('/')));
      }
      return;
    case 'api':
    case 'apis': {
      const core = first === 'api';
      if (rest.length === 0) {
        const accept = String(request.headers.accept ?? '');
        if (/g=apidiscovery\.k8s\.io;v=v2(;|,|$)/.test(accept)) {
          json(aggregatedDiscovery(registry, core), AGGREGATED);
        } else {
          json(core ? apiVersions() : apiGroupList(registry));
        }
      } else if (core) {
        json(apiResourceList(registry, '', rest[0]));
      } else if (rest.length === 1) {
        json(oneApiGroup(registry, rest[0]));
      } else {
        json(apiResourceList(registry, rest[0], rest[1]));
      }
      return;
    }
    case undefined:
      json({
        paths: ['/api', '/apis', '/healthz', '/openapi/v3', '/version'],
      });
      return;
    default:
      throw pageNotFound();
  }
}
