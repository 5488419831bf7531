import { gzipSync } from 'node:zlib';
import { Readiness } from 'backstage-plugin-irsa-common';
import { assessReadiness } from 'backstage-plugin-irsa-node';
import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

onOneDatabase('The source in a plan', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };
  /** What the source of every workload says; nothing can be read without. */
  let code: Readiness | undefined;

  beforeAll(async () => {
    const entities = [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'written',
          annotations: {
            'backstage.io/kubernetes-id': 'written',
            'backstage.io/source-location':
              'url:https://git.example.com/acme/written/tree/main/',
          },
        },
        spec: { type: 'service', owner: 'guests', lifecycle: 'production' },
      },
    ];
    bench = await PlanBench.start(
      await open(),
      { readLevel: 2 },
      entities,
      undefined,
      {
        get: async () => {
          if (!code) {
            throw new Error('The host does not answer.');
          }
          return code;
        },
      },
    );
    key = await bench.user('sources');
  });

  afterAll(async () => {
    await bench?.close();
  });

  /** A Deployment with a key, with labels and annotations of its own. */
  const kept = (namespace: string, metadata: object) =>
    keyedDeployment({ namespace }, key).map((object: any) =>
      object.kind === 'Deployment'
        ? { ...object, metadata: { ...object.metadata, ...metadata } }
        : object,
    );
  const tracked = (name: string) => ({
    annotations: {
      'argocd.argoproj.io/tracking-id': `${name}:apps/Deployment:${name}/${name}`,
    },
  });

  it('decides that key and role change in one step, and the plan stays true when it can no longer be read', async () => {
    const file = 'packages.config';
    code = {
      ...assessReadiness([
        {
          path: file,
          content:
            '<package id="AWSSDK.S3" version="3.7.0" />\n<package id="AWSSDK.SecurityToken" version="3.7.0" />\n',
        },
      ]),
      asOf: '2026-01-01T00:00:00Z',
    };
    await bench.apply(...kept('net-three', {}));
    const plan = await bench.plan('net-three');
    code = undefined;
    expect(plan.target.serviceAccountName).toBe('net-three-irsa');
    expect(plan.checks).toContainEqual(
      expect.objectContaining({
        id: 'precedence',
        state: 'passed',
        evidence: expect.stringContaining(`AWSSDK.S3 3.7.0 (${file}:1)`),
      }),
    );
    const stored = await bench.plans.get(plan.id);
    expect(stored.execution?.serviceAccount.action).toBe('create');
    expect(await bench.plans.drift(stored)).toEqual([]);
    // Made anew without the source, as at a start after the old one ended, it is the same plan.
    const again = await bench.plans.create(
      stored.request,
      'user:default/guest',
    );
    expect(again.hash).toBe(plan.hash);
  });

  it('is what the Application of Argo CD says, without its credentials', async () => {
    await bench.apply(
      customDefinition('argoproj.io', 'Application'),
      ...kept('argo-app', tracked('argo-app')),
    );
    await bench.apply({
      apiVersion: 'argoproj.io/v1',
      kind: 'Application',
      metadata: { name: 'argo-app', namespace: 'argo-app' },
      spec: {
        destination: { name: 'in-cluster' },
        source: {
          repoURL: 'https://bot:CANARY@git.example.com/acme/deploy',
          path: 'apps/argo-app',
          targetRevision: 'main',
        },
      },
      status: {
        sourceType: 'Directory',
        sync: { revision: 'f00d' },
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'argo-app',
            name: 'argo-app',
          },
        ],
      },
    });
    const plan = await bench.plan('argo-app');
    expect(plan.source).toMatchObject({
      state: 'found',
      confidence: 'certain',
      keeper: 'Argo CD Application argo-app/argo-app',
      places: [
        {
          role: 'manifests',
          url: 'https://git.example.com/acme/deploy',
          path: 'apps/argo-app',
          revision: 'main',
          live: 'f00d',
          format: 'manifests',
        },
      ],
      missing: [],
    });
    expect(JSON.stringify(plan)).not.toContain('CANARY');
    expect((await bench.plans.get(plan.id)).plan.source).toEqual(plan.source);
  });

  it('is not known where the kind may not be read, and the right is named', async () => {
    await bench.apply(
      // No role of the portal names this plural.
      customDefinition(
        'kustomize.toolkit.fluxcd.io',
        'Kustomization',
        'Namespaced',
        'elsewhere',
      ),
      ...kept('flux-app', {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      }),
    );
    const { source } = await bench.plan('flux-app');
    expect(source).toMatchObject({ state: 'notKnown', places: [] });
    expect(source?.missing).toEqual([
      'The portal may not get Kustomization of kustomize.toolkit.fluxcd.io in cluster eks-prod-eu. Give it that right (docs/manifests/portal-rbac.yaml).',
    ]);
  });

  it('is the chart of the last release of Helm, and nothing of its values', async () => {
    const release = (version: number, status: string, chart: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'helm.sh/release.v1',
      metadata: {
        name: `sh.helm.release.v1.helm-app.v${version}`,
        namespace: 'helm-app',
        labels: { owner: 'helm', name: 'helm-app', status },
      },
      stringData: {
        release: gzipSync(
          JSON.stringify({
            chart: {
              metadata: { name: 'service', version: chart },
              values: { password: 'CANARY' },
            },
            config: { env: { KEY: 'CANARY' }, replicas: 2 },
          }),
        ).toString('base64'),
      },
    });
    await bench.apply(
      ...kept('helm-app', {
        annotations: {
          'meta.helm.sh/release-name': 'helm-app',
          'meta.helm.sh/release-namespace': 'helm-app',
        },
      }),
      release(9, 'superseded', '1.0.0'),
      release(10, 'deployed', '1.4.0'),
    );
    const plan = await bench.plan('helm-app');
    expect(plan.source).toMatchObject({
      state: 'partly',
      keeper: 'Helm release helm-app/helm-app',
      places: [{ role: 'chart', chart: 'service', version: '1.4.0' }],
    });
    expect(plan.source?.evidence).toContain(
      'The last release set these values: env.KEY, replicas.',
    );
    expect(JSON.stringify(plan)).not.toContain('CANARY');
  });

  it('is a hint where only the catalog names a repository', async () => {
    await bench.apply(
      ...kept('written', {
        labels: { 'backstage.io/kubernetes-id': 'written' },
      }),
    );
    expect((await bench.plan('written')).source).toMatchObject({
      state: 'partly',
      confidence: 'hint',
      places: [
        {
          role: 'code',
          url: 'https://git.example.com/acme/written',
          revision: 'main',
        },
      ],
    });
  });
});
