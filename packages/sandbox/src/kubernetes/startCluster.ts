import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { Admission } from './admission/Admission';
import { ReviewClient } from './admission/webhooks/postReview';
import { Webhooks } from './admission/webhooks/Webhooks';
import {
  limitRangeBounds,
  limitRangeDefaults,
} from './admission/plugins/limitRanger';
import { podSecurity } from './admission/plugins/podSecurity';
import { rbacEscalation } from './admission/plugins/rbacEscalation';
import { resourceQuotas } from './admission/plugins/resourceQuotas';
import { serviceAccountAdmission } from './admission/plugins/serviceAccounts';
import { ResourceApi } from './api/ResourceApi';
import { systemContext } from './api/RequestContext';
import { timestamp } from './api/timestamp';
import { CLIENT_SIDE_APPLY, applyManifests } from './applyManifests';
import { Authenticator } from './auth/Authenticator';
import { Authorizer } from './auth/Authorizer';
import { bootstrapObjects } from './bootstrapObjects';
import { ApplyOptions, ClusterOptions, ClusterSandbox } from './ClusterSandbox';
import { startControllers } from './controllers/startControllers';
import { Faults } from './http/Faults';
import { KubernetesHandler } from './http/KubernetesHandler';
import { RequestLog } from './http/RequestLog';
import { createAuthority, createServerCertificate } from './http/certificates';
import { inProcess } from './http/inProcess';
import { defaultDelays } from './kubelet/delays';
import { Kubelet } from './kubelet/Kubelet';
import { PodLogs } from './kubelet/PodLogs';
import { TokenIssuer } from './oidc/TokenIssuer';
import { ServiceAccountCache } from './podIdentity/ServiceAccountCache';
import { startPodIdentityWebhook } from './podIdentity/startPodIdentityWebhook';
import { webhookConfiguration } from './podIdentity/webhookConfiguration';
import { ResourceRegistry } from './resources/ResourceRegistry';
import { apiVersionOf } from './resources/resourceTypes';
import { ObjectStore } from './store/ObjectStore';
import { KubeObject } from './types';

const API_SERVER_AUDIENCE = 'https://kubernetes.default.svc';
const DEFAULT_REGION = 'eu-west-1';

function kubeconfigOf(
  name: string,
  server: string,
  caPem: string,
  token: string,
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server,
          'certificate-authority-data': Buffer.from(caPem).toString('base64'),
        },
      },
    ],
    users: [{ name: `${name}-admin`, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: `${name}-admin` } }],
    'current-context': name,
  });
}

/** Starts a cluster on loopback: API server, controllers and the kubelets of its nodes, all in this process. */
export async function startCluster(
  options: ClusterOptions,
): Promise<ClusterSandbox> {
  const { name, clock, host = '127.0.0.1', region } = options;
  const authority = options.ca ?? (await createAuthority(`${name}-ca`));
  const certificate = await createServerCertificate(authority);
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const address = `https://127.0.0.1:${port}`;
  const issuerUrl = options.issuer ?? address;

  const store = new ObjectStore();
  const registry = new ResourceRegistry();
  const admission = new Admission();
  const api = new ResourceApi(store, registry, clock, admission);
  const webhookClient = new ReviewClient();
  let cacheDelay = options.webhookCacheDelay ?? 0;
  const podIdentity = await startPodIdentityWebhook(
    certificate,
    new ServiceAccountCache(store, registry, () => cacheDelay),
    region,
    options.podIdentity,
  );
  const authorizer = new Authorizer(store, registry);
  const webhooks = new Webhooks({
    store,
    registry,
    services: options.webhookServices ?? {},
    client: webhookClient,
  });
  admission
    .mutating(limitRangeDefaults(store, registry))
    .mutating(serviceAccountAdmission(store, registry))
    .validating(limitRangeBounds(store, registry))
    .validating(podSecurity(store, registry))
    .validating(rbacEscalation(store, registry, authorizer))
    .last(resourceQuotas(store, registry))
    .callWebhooks(webhooks);
  const issuer = await TokenIssuer.create(issuerUrl, clock);
  const audiences = [API_SERVER_AUDIENCE, issuerUrl];
  const authenticator = new Authenticator(issuer, audiences, store, registry);
  const logs = new PodLogs();
  const requests = new RequestLog();
  const faults = new Faults();
  faults.unauthorized = options.tokenAuthenticationBroken ?? false;
  const adminToken = options.adminToken ?? randomBytes(24).toString('hex');
  authenticator.addUser(adminToken, {
    name: 'kubernetes-admin',
    groups: ['system:masters'],
  });
  options.users?.forEach(({ token, user }) =>
    authenticator.addUser(token, user),
  );
  const parts = {
    api,
    authenticator,
    authorizer,
    issuer,
    audiences,
    logs,
    faults,
    requests,
    server: () => address,
  };
  const handler = new KubernetesHandler(parts);
  server.on('request', handler.handle);

  const delays = { ...defaultDelays, ...options.delays };
  const kubelet = new Kubelet({
    api,
    issuer,
    audiences,
    logs,
    delays,
    runtime: options.runtime,
    clusterName: name,
    caPem: authority.cert,
  });
  const stopControllers = startControllers({
    api,
    delays,
    caPem: authority.cert,
  });
  const now = timestamp(clock.now());
  const born = [
    ...bootstrapObjects(region ?? DEFAULT_REGION, now),
    webhookConfiguration(podIdentity.url, authority.cert),
  ];
  for (const manifest of born) {
    const object = manifest as KubeObject;
    const type = registry.findKind(
      object.apiVersion as string,
      object.kind as string,
    );
    if (type) {
      await api.create(
        type,
        undefined,
        object,
        systemContext('kube-apiserver'),
      );
    }
  }
  kubelet.start();

  const pathOf = (object: KubeObject) => {
    const type = registry.findKind(object.apiVersion ?? '', object.kind ?? '');
    if (!type) {
      throw new Error(
        `no matches for kind "${object.kind}" in version "${object.apiVersion}"`,
      );
    }
    const root = type.group
      ? `/apis/${apiVersionOf(type)}`
      : `/api/${type.version}`;
    const namespace = object.metadata.namespace ?? 'default';
    return {
      collection: type.namespaced
        ? `${root}/namespaces/${namespace}/${type.plural}`
        : `${root}/${type.plural}`,
      namespaced: type.namespaced,
    };
  };

  return {
    name,
    server: address,
    caPem: authority.cert,
    issuer: issuerUrl,
    issuerAddress: { baseUrl: address, ca: authority.cert },
    signToken: claims => issuer.sign(claims),
    adminToken,
    store,
    requests,
    faults,
    kubeconfig: () => kubeconfigOf(name, address, authority.cert, adminToken),
    addUser: (token, user) => authenticator.addUser(token, user),
    setUnauthorized: unauthorized => {
      faults.unauthorized = unauthorized;
    },
    get webhookCacheDelay() {
      return cacheDelay;
    },
    set webhookCacheDelay(milliseconds: number) {
      cacheDelay = milliseconds;
    },
    dropConnections: () => server.closeAllConnections(),
    apply: (manifests: object[], applyOptions: ApplyOptions = {}) =>
      applyManifests(
        manifests,
        inProcess(parts, applyOptions.as),
        pathOf,
        applyOptions.fieldManager ?? CLIENT_SIDE_APPLY,
        applyOptions.serverSide ?? false,
      ),
    close: async () => {
      stopControllers();
      await kubelet.stop();
      await podIdentity.close();
      webhookClient.close();
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}
