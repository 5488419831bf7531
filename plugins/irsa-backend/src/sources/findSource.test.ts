import * as fc from 'fast-check';
import { WorkloadSource } from 'backstage-plugin-irsa-common';
import {
  answerOf,
  made,
  sourceIn,
  startIn,
  Universe,
} from './__testUtils__/universe';
import { findSource } from './findSource';
import { Json, Start } from './types';

const APPLICATION = 'Application.argoproj.io';
const APPLICATION_SET = 'ApplicationSet.argoproj.io';
const KUSTOMIZATION = 'Kustomization.kustomize.toolkit.fluxcd.io';
const HELM_RELEASE = 'HelmRelease.helm.toolkit.fluxcd.io';
const GIT = 'GitRepository.source.toolkit.fluxcd.io';
const OCI = 'OCIRepository.source.toolkit.fluxcd.io';
const ARTIFACT = 'ExternalArtifact.source.toolkit.fluxcd.io';
const CHARTS = 'HelmRepository.source.toolkit.fluxcd.io';

const REPOSITORY = 'https://git.example.com/acme/deploy';
const tracked = {
  annotations: {
    'argocd.argoproj.io/tracking-id': 'orders:apps/Deployment:shop/orders',
  },
};
const keeps = {
  resources: [
    { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'orders' },
  ],
};
const here = { server: 'https://kubernetes.default.svc' };
const byKustomization = {
  labels: {
    'kustomize.toolkit.fluxcd.io/name': 'apps',
    'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
  },
};
const byRelease = {
  labels: {
    'helm.toolkit.fluxcd.io/name': 'orders',
    'helm.toolkit.fluxcd.io/namespace': 'shop',
  },
  annotations: {
    'meta.helm.sh/release-name': 'orders',
    'meta.helm.sh/release-namespace': 'shop',
  },
};
const gitSource = made(GIT, 'deploy', {
  spec: { url: `${REPOSITORY}.git`, ref: { branch: 'main' } },
  status: { artifact: { revision: 'main@sha1:abc' } },
});

const application = (spec: Json, status: Json = keeps, metadata: Json = {}) =>
  made(APPLICATION, 'orders', {
    metadata,
    spec: { destination: here, ...spec },
    status,
  });

describe('The source of a workload', () => {
  it.each<[string, Universe, Start['metadata'], Partial<WorkloadSource>]>([
    [
      'Argo CD, a folder of manifests, by annotation',
      {
        objects: {
          eu: [
            application(
              {
                source: {
                  repoURL: 'https://bot:t0ken@git.example.com/acme/deploy',
                  path: 'orders',
                  targetRevision: 'main',
                  directory: { recurse: true },
                },
              },
              { ...keeps, sync: { revision: 'f00' } },
            ),
          ],
        },
      },
      tracked,
      {
        state: 'found',
        confidence: 'certain',
        keeper: 'Argo CD Application argocd/orders',
        missing: [],
        places: [
          {
            role: 'manifests',
            host: 'git',
            url: REPOSITORY,
            path: 'orders',
            revision: 'main',
            live: 'f00',
            format: 'manifests',
          },
        ],
      },
    ],
    ...[
      ['nothing has been', { status: 'OutOfSync', revision: 'f00' }, undefined],
      [
        'what it last synced',
        { status: 'OutOfSync', revision: 'f00' },
        'bar',
      ] as const,
    ].map(
      ([what, sync, live]): [
        string,
        Universe,
        Start['metadata'],
        Partial<WorkloadSource>,
      ] => [
        `Argo CD that has seen a commit and not synced it: applied is ${what}`,
        {
          objects: {
            eu: [
              application(
                { source: { repoURL: REPOSITORY, path: 'orders' } },
                {
                  ...keeps,
                  sync,
                  history: live
                    ? [{ revision: 'foo' }, { revision: live }]
                    : [],
                },
              ),
            ],
          },
        },
        tracked,
        {
          state: 'found',
          places: [expect.objectContaining({ path: 'orders', live })],
          obstacles: [
            {
              stops: 'changes',
              message: expect.stringMatching(/is not synced by itself/),
            },
          ],
        },
      ],
    ),
    [
      'Argo CD, an overlay of Kustomize, by the label that charts set too',
      {
        objects: {
          eu: [
            application(
              {
                source: {
                  repoURL: REPOSITORY,
                  path: 'overlays/eu',
                  targetRevision: 'HEAD',
                },
              },
              { ...keeps, sourceType: 'Kustomize' },
            ),
          ],
        },
      },
      { labels: { 'app.kubernetes.io/instance': 'orders' } },
      {
        state: 'found',
        confidence: 'certain',
        places: [
          {
            role: 'manifests',
            host: 'git',
            url: REPOSITORY,
            path: 'overlays/eu',
            revision: 'HEAD',
            live: undefined,
            format: 'kustomize',
          },
        ],
      },
    ],
    [
      'that label, where the Application does not list it',
      { objects: { eu: [application({ source: {} }, {})] } },
      { labels: { 'app.kubernetes.io/instance': 'orders' } },
      { state: 'notFound', places: [] },
    ],
    [
      'Argo CD, where the Application has the name and lists nothing yet',
      {
        objects: {
          eu: [
            application(
              { source: { repoURL: REPOSITORY, path: 'orders' } },
              {},
            ),
          ],
        },
      },
      tracked,
      { state: 'found', confidence: 'likely' },
    ],
    [
      'a tracking id that was copied with the manifest',
      {
        objects: {
          eu: [application({ source: { repoURL: REPOSITORY, path: '.' } })],
        },
      },
      {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'orders:apps/Deployment:shop/orders-old',
        },
      },
      { state: 'notFound', places: [] },
    ],
    [
      'Argo CD, a chart of a repository with values of another source',
      {
        objects: {
          eu: [
            application(
              {
                sources: [
                  {
                    repoURL: 'https://charts.example.com',
                    chart: 'service',
                    targetRevision: '1.x',
                    helm: {
                      valueFiles: [
                        '$values/orders/base.yaml',
                        '$values/orders/eu.yaml',
                      ],
                    },
                  },
                  {
                    repoURL: `${REPOSITORY}.git`,
                    targetRevision: 'main',
                    ref: 'values',
                  },
                ],
              },
              { ...keeps, sync: { revisions: ['1.4.0', 'beef'] } },
            ),
          ],
        },
      },
      tracked,
      {
        state: 'found',
        confidence: 'certain',
        places: [
          {
            role: 'values',
            host: 'git',
            url: `${REPOSITORY}.git`,
            path: 'orders/eu.yaml',
            revision: 'main',
            live: 'beef',
          },
          {
            role: 'values',
            host: 'git',
            url: `${REPOSITORY}.git`,
            path: 'orders/base.yaml',
            revision: 'main',
            live: 'beef',
          },
          {
            role: 'chart',
            host: 'helm',
            url: 'https://charts.example.com',
            live: '1.4.0',
            format: 'helm',
            chart: 'service',
            version: '1.x',
          },
        ],
      },
    ],
    [
      'Argo CD, values in an Application that an ApplicationSet makes, which Git holds',
      {
        objects: {
          eu: [
            application(
              {
                source: {
                  repoURL: 'https://charts.example.com',
                  chart: 'service',
                  targetRevision: '1.4.0',
                  helm: { valuesObject: { env: [] } },
                },
              },
              keeps,
              {
                ownerReferences: [{ kind: 'ApplicationSet', name: 'fleet' }],
              },
            ),
            made(APPLICATION_SET, 'fleet', {
              metadata: {
                annotations: {
                  'argocd.argoproj.io/tracking-id':
                    'root:argoproj.io/ApplicationSet:argocd/fleet',
                },
              },
            }),
            made(APPLICATION, 'root', {
              spec: {
                destination: here,
                source: { repoURL: REPOSITORY, path: 'fleet' },
              },
              status: {
                resources: [
                  {
                    group: 'argoproj.io',
                    kind: 'ApplicationSet',
                    namespace: 'argocd',
                    name: 'fleet',
                  },
                ],
              },
            }),
          ],
        },
      },
      tracked,
      {
        state: 'found',
        confidence: 'certain',
        places: [
          {
            role: 'values',
            host: 'cluster',
            path: 'ApplicationSet argocd/fleet',
          },
          expect.objectContaining({
            role: 'definition',
            url: REPOSITORY,
            path: 'fleet',
          }),
          expect.objectContaining({ role: 'chart', chart: 'service' }),
        ],
      },
    ],
    [
      'Argo CD in another cluster, by the address to which it deploys',
      {
        objects: {
          hub: [
            application({
              destination: { server: 'https://eu.example.com/' },
              source: { repoURL: REPOSITORY, path: 'orders' },
            }),
          ],
        },
      },
      tracked,
      { state: 'found', confidence: 'certain' },
    ],
    [
      'Argo CD of another cluster, which keeps an object of the same name there',
      {
        objects: {
          hub: [
            application({ source: { repoURL: REPOSITORY, path: 'orders' } }),
          ],
        },
      },
      tracked,
      { state: 'notFound', places: [] },
    ],
    [
      'an Application outside of the namespace of Argo CD',
      {
        objects: {
          eu: [
            made(
              APPLICATION,
              'orders',
              {
                spec: {
                  destination: here,
                  source: { repoURL: REPOSITORY, path: 'orders' },
                },
                status: keeps,
              },
              'team',
            ),
            application({ source: { repoURL: REPOSITORY, path: 'other' } }, {}),
          ],
        },
      },
      {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'team_orders:apps/Deployment:shop/orders',
        },
      },
      { state: 'found', keeper: 'Argo CD Application team/orders' },
    ],
    [
      'Argo CD that may not be read',
      { forbidden: [APPLICATION] },
      tracked,
      {
        state: 'notKnown',
        places: [],
        missing: ['The portal may not list Application.argoproj.io.'],
      },
    ],
    [
      'Flux, a Kustomization of a Git repository',
      {
        objects: {
          eu: [
            gitSource,
            made(KUSTOMIZATION, 'apps', {
              spec: {
                path: './clusters/eu/',
                sourceRef: { kind: 'GitRepository', name: 'deploy' },
              },
              status: {
                lastAppliedRevision: 'main@sha1:abc',
                inventory: { entries: [{ id: 'shop_orders_apps_Deployment' }] },
              },
            }),
          ],
        },
      },
      byKustomization,
      {
        state: 'found',
        confidence: 'certain',
        keeper: 'Flux Kustomization flux-system/apps',
        places: [
          {
            role: 'manifests',
            host: 'git',
            url: `${REPOSITORY}.git`,
            path: 'clusters/eu',
            revision: 'main',
            live: 'main@sha1:abc',
            format: 'kustomize',
          },
        ],
      },
    ],
    [
      'Flux, a Kustomization of an OCI repository of another namespace',
      {
        objects: {
          eu: [
            made(
              OCI,
              'bundle',
              {
                spec: {
                  url: 'oci://ghcr.example.com/acme/deploy',
                  ref: { tag: 'v1' },
                },
              },
              'sources',
            ),
            made(KUSTOMIZATION, 'apps', {
              spec: {
                sourceRef: {
                  kind: 'OCIRepository',
                  name: 'bundle',
                  namespace: 'sources',
                },
              },
            }),
          ],
        },
      },
      byKustomization,
      {
        state: 'found',
        confidence: 'likely',
        places: [
          expect.objectContaining({
            host: 'oci',
            url: 'oci://ghcr.example.com/acme/deploy',
            revision: 'v1',
            path: '',
          }),
        ],
      },
    ],
    [
      'Flux, an artifact that something else makes',
      {
        objects: {
          eu: [
            made(ARTIFACT, 'apps', {
              spec: { sourceRef: { kind: 'ArtifactGenerator', name: 'all' } },
              status: { artifact: { revision: 'latest@sha256:abc' } },
            }),
            made(KUSTOMIZATION, 'apps', {
              spec: {
                path: './eu',
                sourceRef: { kind: 'ExternalArtifact', name: 'apps' },
              },
            }),
          ],
        },
      },
      byKustomization,
      {
        state: 'partly',
        keeper: 'Flux Kustomization flux-system/apps',
        places: [
          {
            role: 'manifests',
            host: 'unknown',
            live: 'latest@sha256:abc',
            path: 'eu',
            format: 'kustomize',
          },
        ],
        lookedAt: expect.arrayContaining([
          expect.stringMatching(
            /come from ExternalArtifact flux-system\/apps, which ArtifactGenerator flux-system\/all makes.*irsa\.portal\/source/,
          ),
        ]),
      },
    ],
    [
      'Flux, whose repository may not be read',
      {
        forbidden: [GIT],
        objects: {
          eu: [
            made(KUSTOMIZATION, 'apps', {
              spec: { sourceRef: { kind: 'GitRepository', name: 'deploy' } },
            }),
          ],
        },
      },
      byKustomization,
      {
        state: 'notKnown',
        keeper: 'Flux Kustomization flux-system/apps',
        missing: [`The portal may not list ${GIT}.`],
      },
    ],
    [
      'Flux, a HelmRelease with valuesFrom that a Kustomization keeps',
      {
        objects: {
          eu: [
            gitSource,
            made(CHARTS, 'charts', {
              spec: { url: 'https://charts.example.com' },
            }),
            made(
              HELM_RELEASE,
              'orders',
              {
                metadata: byKustomization,
                spec: {
                  targetNamespace: 'eu',
                  chart: {
                    spec: {
                      chart: 'service',
                      version: '1.x',
                      sourceRef: {
                        kind: 'HelmRepository',
                        name: 'charts',
                        namespace: 'flux-system',
                      },
                    },
                  },
                  valuesFrom: [
                    { kind: 'Secret', name: 'orders-values' },
                    { name: 'orders-more' },
                    {
                      kind: 'Secret',
                      name: 'orders-values',
                      valuesKey: 'password',
                      targetPath: 'db.password',
                    },
                  ],
                },
                status: { history: [{ version: 3 }] },
              },
              'shop',
            ),
            made(
              'ConfigMap',
              'orders-more',
              { metadata: byKustomization },
              'shop',
            ),
            made(KUSTOMIZATION, 'apps', {
              spec: {
                path: './eu',
                sourceRef: { kind: 'GitRepository', name: 'deploy' },
              },
              status: {
                inventory: {
                  entries: [
                    { id: 'shop_orders_helm.toolkit.fluxcd.io_HelmRelease' },
                  ],
                },
              },
            }),
          ],
        },
      },
      byRelease,
      {
        state: 'found',
        confidence: 'certain',
        keeper: 'Flux HelmRelease shop/orders',
        places: [
          { role: 'values', host: 'cluster', path: 'HelmRelease shop/orders' },
          {
            role: 'values',
            host: 'cluster',
            path: 'Secret shop/orders-values',
          },
          {
            role: 'values',
            host: 'cluster',
            path: 'ConfigMap shop/orders-more',
          },
          expect.objectContaining({
            role: 'definition',
            url: `${REPOSITORY}.git`,
            path: 'eu',
          }),
          expect.objectContaining({
            role: 'chart',
            host: 'helm',
            chart: 'service',
            version: '1.x',
            release: { name: 'eu-orders', namespace: 'eu' },
          }),
        ],
        evidence: expect.arrayContaining([
          'Values come from values.yaml of Secret shop/orders-values (spec.valuesFrom).',
          `ConfigMap shop/orders-more is kept by Flux Kustomization flux-system/apps from ${REPOSITORY}.git (eu).`,
          'The value db.password comes from password of Secret shop/orders-values (spec.valuesFrom), over all that the release writes: it is changed there.',
        ]),
        lookedAt: ['There is no Secret shop/orders-values in cluster eu.'],
      },
    ],
    [
      'Helm alone: the chart, and not where the values are',
      {
        releases: {
          'shop/orders': {
            chart: 'service',
            version: '1.4.0',
            sources: ['https://git.example.com/acme/charts'],
            valueNames: ['env', 'serviceAccount.name'],
          },
        },
      },
      { annotations: byRelease.annotations },
      {
        state: 'partly',
        confidence: 'certain',
        keeper: 'Helm release shop/orders',
        places: [
          {
            role: 'chart',
            host: 'unknown',
            url: 'https://git.example.com/acme/charts',
            format: 'helm',
            chart: 'service',
            version: '1.4.0',
          },
        ],
      },
    ],
    [
      'Helm, and people say where the values are',
      {
        releases: {
          'shop/orders': {
            chart: 'service',
            version: '1.4.0',
            sources: [],
            valueNames: [],
          },
        },
      },
      {
        annotations: {
          ...byRelease.annotations,
          'irsa.portal/source': `${REPOSITORY}/tree/main/orders`,
        },
      },
      {
        state: 'found',
        confidence: 'hint',
        places: [
          {
            role: 'manifests',
            host: 'git',
            url: REPOSITORY,
            path: 'orders',
            revision: 'main',
          },
          expect.objectContaining({ role: 'chart' }),
        ],
      },
    ],
    [
      'only the catalog: the repository of the service',
      {
        start: {
          catalog: {
            entityRef: 'component:default/orders',
            url: `${REPOSITORY}/-/tree/main/`,
          },
        },
      },
      {},
      {
        state: 'partly',
        confidence: 'hint',
        places: [
          { role: 'code', host: 'git', url: REPOSITORY, revision: 'main' },
        ],
      },
    ],
    [
      'two tools that both list it',
      {
        objects: {
          eu: [
            application({ source: { repoURL: REPOSITORY, path: 'orders' } }),
            gitSource,
            made(KUSTOMIZATION, 'apps', {
              spec: { sourceRef: { kind: 'GitRepository', name: 'deploy' } },
              status: {
                inventory: { entries: [{ id: 'shop_orders_apps_Deployment' }] },
              },
            }),
          ],
        },
      },
      { ...tracked, ...byKustomization },
      {
        state: 'notKnown',
        places: [],
        missing: [
          expect.stringContaining(
            'Argo CD Application argocd/orders, Flux Kustomization flux-system/apps',
          ),
        ],
      },
    ],
    [
      'nothing that says it',
      {},
      {},
      {
        state: 'notFound',
        places: [],
        evidence: [],
        missing: [],
        lookedAt: [
          'No label or annotation of it leads to Argo CD, Flux or a release of Helm that could be read.',
          'It has no annotation irsa.portal/source.',
          'No entity of the catalog is linked to it.',
        ],
      },
    ],
  ])('%s', (_title, universe, metadata, expected) => {
    expect(sourceIn(universe, metadata)).toMatchObject(expected);
  });

  const names = fc.constantFrom('orders', 'root', 'apps', 'deploy');
  const objects = fc.array(
    fc.record({
      kind: fc.constantFrom(APPLICATION, KUSTOMIZATION, HELM_RELEASE, GIT),
      name: names,
      owner: fc.option(names, { nil: undefined }),
      tracked: fc.option(names, { nil: undefined }),
      spec: fc.constantFrom<Json>(
        { source: { repoURL: 'https://u:CANARY@h.example/a', path: '..' } },
        { source: { chart: 'c', repoURL: 'x', helm: { values: 'CANARY' } } },
        { sourceRef: { kind: 'GitRepository', name: 'deploy' } },
        { url: 'https://CANARY@h.example/b?token=CANARY' },
        { sources: [{ ref: 'v' }, 7], chart: { spec: 3 }, destination: [] },
      ),
    }),
    { maxLength: 8 },
  );
  it('is found in finitely many looks, whoever keeps whom, and holds no credentials', () => {
    fc.assert(
      fc.property(objects, found => {
        const universe: Universe = {
          objects: {
            eu: found.map(({ kind, name, tracked: by, owner, spec }) =>
              made(
                kind,
                name,
                {
                  metadata: {
                    labels: {
                      'argocd.argoproj.io/instance': by,
                      'kustomize.toolkit.fluxcd.io/name': owner,
                      'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
                    },
                    ownerReferences: [{ kind: 'ApplicationSet', name: owner }],
                  },
                  spec,
                },
                'flux-system',
              ),
            ),
          },
        };
        const start = startIn(universe, {
          labels: {
            'argocd.argoproj.io/instance': 'orders',
            'kustomize.toolkit.fluxcd.io/name': 'apps',
            'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
          },
        });
        expect(inRounds(start, universe)).toEqual(
          findSource(start, lookup => answerOf(universe, lookup)),
        );
        expect(JSON.stringify(inRounds(start, universe))).not.toContain(
          'CANARY',
        );
      }),
    );
  });
});

/** As the reader does it: only what was read in earlier rounds has an answer. Undefined when it asks without end. */
function inRounds(
  start: Start,
  universe: Universe,
): WorkloadSource | undefined {
  const asked = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const known = new Set(asked);
    const source = findSource(start, lookup => {
      const key = JSON.stringify(lookup);
      asked.add(key);
      return known.has(key) ? answerOf(universe, lookup) : undefined;
    });
    if (asked.size === known.size) {
      return source;
    }
  }
  return undefined;
}
