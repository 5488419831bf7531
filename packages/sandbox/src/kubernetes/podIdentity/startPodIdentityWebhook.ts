import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { compare } from 'fast-json-patch';
import { ClusterOptions } from '../ClusterSandbox';
import { KeyPair } from '../http/certificates';
import { readBody } from '../http/readBody';
import { deepClone, isObject } from '../json';
import { JsonObject, Pod } from '../types';
import { mutateForAssociation, mutateForRole } from './mutatePod';
import { ServiceAccountCache } from './ServiceAccountCache';

export interface PodIdentityWebhook {
  /** The URL for `clientConfig.url` of the configuration. */
  url: string;
  close(): Promise<void>;
}

type Associations = NonNullable<ClusterOptions['podIdentity']>;

function review(
  request: JsonObject,
  accounts: ServiceAccountCache,
  region: string | undefined,
  associations: Associations | undefined,
): JsonObject {
  const { uid, object, namespace } = request;
  const response = { uid, allowed: true };
  if (!isObject(object) || !isObject(object.spec)) {
    return response;
  }
  const pod = deepClone(object) as Pod;
  const place = [
    String(namespace ?? ''),
    pod.spec.serviceAccountName || 'default',
  ] as const;
  const account = accounts.get(...place);
  // An association wins over the annotation.
  if (associations?.has(...place)) {
    mutateForAssociation(pod, region);
  } else {
    mutateForRole(pod, account?.metadata.annotations ?? {}, region);
  }
  const patch = compare(object, pod);
  if (!patch.length) {
    return response;
  }
  return {
    ...response,
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(patch)).toString('base64'),
  };
}

/** Starts the EKS pod identity webhook as a server on loopback: `POST /mutate`, an AdmissionReview v1. */
export async function startPodIdentityWebhook(
  certificate: KeyPair,
  accounts: ServiceAccountCache,
  region?: string,
  associations?: Associations,
): Promise<PodIdentityWebhook> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.split('?')[0] !== '/mutate') {
      response.writeHead(404).end('404 page not found\n');
      return;
    }
    const sent = JSON.parse((await readBody(request)).toString());
    const body = {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: review(sent.request, accounts, region, associations),
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const server = createServer(
    { key: certificate.key, cert: certificate.cert },
    (request, response) => {
      answer(request, response).catch(error => {
        response.writeHead(400).end(String(error.message));
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}/mutate`,
    close: async () => {
      accounts.close();
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}
