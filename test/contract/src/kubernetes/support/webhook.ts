import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { Cluster } from './Cluster';
import { own } from './people';
import { until } from '@internal/sandbox/until';

const DAY_MS = 24 * 3600 * 1000;

/** The answer of a webhook; `nothing` leaves the server waiting. */
export type Says =
  | { allowed: boolean; status?: object }
  | { patch: object[] }
  | 'nothing';

export interface TestWebhook {
  url: string;
  /** PEM in base64. */
  caBundle: string;
  /** The requests of the received reviews, oldest first. */
  asked: any[];
  close(): Promise<void>;
}

/** Starts a webhook on loopback with its own certificate. The API servers of both worlds can reach it. */
export async function startWebhook(
  says: (request: any) => Says,
): Promise<TestWebhook> {
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const asked: any[] = [];
  const server = createServer(
    { key: made.private, cert: made.cert },
    (incoming, response) => {
      let text = '';
      incoming.on('data', chunk => {
        text += chunk;
      });
      incoming.on('end', () => {
        const { request } = JSON.parse(text);
        asked.push(request);
        const said = says(request);
        if (said === 'nothing') {
          return;
        }
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            apiVersion: 'admission.k8s.io/v1',
            kind: 'AdmissionReview',
            response: { uid: request.uid, ...answerOf(said) },
          }),
        );
      });
    },
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}/check`,
    caBundle: Buffer.from(made.cert).toString('base64'),
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

function answerOf(said: Exclude<Says, 'nothing'>): object {
  if (!('patch' in said)) {
    return said;
  }
  return {
    allowed: true,
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(said.patch)).toString('base64'),
  };
}

const API = '/apis/admissionregistration.k8s.io/v1';

const rulesFor = (operations: string[], resource: string) => [
  { operations, apiGroups: [''], apiVersions: ['v1'], resources: [resource] },
];

/**
 * Configures webhooks for ConfigMaps of the test's namespace while `use` runs. They are in force when `use` starts.
 * Each part is an entry of a configuration's `webhooks`, without the fields that are the same for all.
 */
export async function withWebhooks<T>(
  cluster: Cluster,
  plural: 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations',
  parts: object[],
  use: () => Promise<T>,
): Promise<T> {
  const name = own(cluster, 'webhooks');
  // The last webhook refuses a ServiceAccount as soon as the API server has read the configuration.
  const guard = await startWebhook(() => ({ allowed: false }));
  const common = (index: number | string) => ({
    name: `hook-${index}.contract.example`,
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': cluster.namespace },
    },
  });
  const webhooks = [
    ...parts.map((part, index) => ({
      ...common(index),
      rules: rulesFor(['CREATE', 'UPDATE'], 'configmaps'),
      ...part,
    })),
    {
      ...common('guard'),
      clientConfig: clientOf(guard),
      rules: rulesFor(['CREATE'], 'serviceaccounts'),
    },
  ];
  const path = `${API}/${plural}`;
  try {
    await cluster.must({
      method: 'POST',
      path,
      body: { metadata: { name }, webhooks },
    });
    await until(
      () =>
        cluster.send({
          method: 'POST',
          path: `${cluster.core}/serviceaccounts`,
          query: { dryRun: 'All' },
          body: { metadata: { name: 'is-it-on' } },
        }),
      ({ status }) => status >= 400,
    );
    return await use();
  } finally {
    await cluster.send({ method: 'DELETE', path: `${path}/${name}` });
    await guard.close();
  }
}

export function clientOf({ url, caBundle }: TestWebhook) {
  return { url, caBundle };
}
