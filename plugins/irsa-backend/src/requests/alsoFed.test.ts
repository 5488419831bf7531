import { Feeder, feedersIn } from '../sources/feeders';
import { made } from '../sources/__testUtils__/universe';
import { Json } from '../sources/types';
import { MemoryHost } from './__testUtils__/MemoryHost';
import { URL } from './__testUtils__/orders';
import { alsoFed, ChangedFiles, newlyFed } from './alsoFed';

const CLUSTERS = [
  { name: 'eu', server: 'https://eu.example.com' },
  { name: 'us', server: 'https://us.example.com' },
];
const FILES = {
  'orders/all.yaml': 'kind: Deployment',
  'orders/deep/more.yaml': 'kind: Service',
  'base/kustomization.yaml': 'resources: [all.yaml]\n',
  'base/all.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\n',
  'us/kustomization.yaml': 'resources: [../base]\n',
  'ap/kustomization.yaml': 'resources: [own.yaml]\n',
  'ap/own.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: x }\n',
  'broken/kustomization.yaml': 'resources: ["https://x.example/y"]\n',
};

function argo(
  source: Json,
  destination: Json = { name: 'us' },
  status: Json = {},
): Feeder[] {
  const object = made('Application', 'orders', {
    spec: { source: { repoURL: URL, ...source }, destination },
    status,
  });
  return feedersIn('eu', new Map([['Application', [object]]]), CLUSTERS);
}

function flux(path: string, more: Json = {}, ref: Json = { branch: 'main' }) {
  return feedersIn(
    'us',
    new Map([
      [
        'Kustomization',
        [
          made('Kustomization', 'orders', {
            spec: {
              path,
              sourceRef: { kind: 'GitRepository', name: 'deploy' },
              ...more,
            },
          }),
        ],
      ],
      [
        'GitRepository',
        [
          made('GitRepository', 'deploy', {
            spec: { url: 'ssh://git@git.example.com/Acme/deploy.git', ref },
          }),
        ],
      ],
    ]),
    CLUSTERS,
  );
}

async function others(
  feeders: Feeder[],
  paths = ['orders/all.yaml'],
  notRead: { cluster: string; why: string }[] = [],
) {
  const host = new MemoryHost(URL, FILES);
  const changed: ChangedFiles = {
    url: URL,
    base: 'main',
    commit: (await host.head('main'))!,
    paths,
    workload: { cluster: 'eu', namespace: 'shop' },
    keeper: 'Argo CD Application argocd/orders',
  };
  return alsoFed(host, changed, { feeders, notRead });
}

describe('where else the files of a change come to', () => {
  it.each<[string, Feeder[], string[] | undefined, RegExp]>([
    ['a folder', argo({ path: 'orders' }), undefined, /^cluster us \(Argo CD/],
    [
      'a folder by the address of its server',
      argo({ path: './orders/' }, { server: 'https://us.example.com/' }),
      undefined,
      /^cluster us/,
    ],
    ['the folder in Flux, over SSH', flux('./orders'), undefined, /Flux Kust/],
    [
      'a base',
      flux('us'),
      ['base/all.yaml'],
      /^cluster us \(Flux Kustomization flux-system\/orders\)$/,
    ],
    [
      'the values of a chart',
      argo({ path: 'chart', helm: { valueFiles: ['../eu.yaml'] } }),
      ['eu.yaml'],
      /cluster us/,
    ],
    [
      'another namespace of the same cluster',
      argo(
        { path: 'orders' },
        { server: 'https://kubernetes.default.svc', namespace: 'test' },
      ).map(each => ({ ...each, keeper: 'Argo CD Application argocd/test' })),
      undefined,
      /^cluster eu .*namespace test/,
    ],
  ])('names %s', async (_, feeders, paths, words) => {
    const found = await others(feeders, paths);
    expect(found).toEqual([
      expect.objectContaining({
        words: expect.stringMatching(words),
        isRead: true,
      }),
    ]);
  });

  it.each<[string, Feeder[], string[] | undefined]>([
    [
      'what keeps the workload itself',
      argo(
        { path: 'orders' },
        { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      ),
      undefined,
    ],
    ['another folder', argo({ path: 'order' }), undefined],
    [
      'another repository',
      argo({ path: 'orders', repoURL: `${URL}-old` }),
      undefined,
    ],
    [
      'another branch',
      argo({ path: 'orders', targetRevision: 'production' }),
      undefined,
    ],
    ['a tag', flux('orders', {}, { tag: 'v1', branch: 'main' }), undefined],
    [
      'a folder above that takes its own files only',
      argo({ path: '.' }, { name: 'us' }, { sourceType: 'Directory' }),
      undefined,
    ],
    ['an overlay that takes over something else', flux('ap'), ['ap/new.yaml']],
    ['a folder that is not there', flux('gone'), undefined],
  ])('leaves out %s', async (_, feeders, paths) => {
    expect(await others(feeders, paths)).toEqual([]);
  });

  it.each<[string, Feeder[], RegExp]>([
    [
      'a cluster that the portal does not know',
      argo({ path: 'orders' }, { server: 'https://far.example.com' }),
      /far\.example\.com, which the portal does not know/,
    ],
    [
      'the cluster of a kubeConfig',
      flux('orders', { kubeConfig: { secretRef: { name: 'x' } } }),
      /kubeConfig/,
    ],
    ['an overlay that cannot be followed', flux('broken'), /cluster us/],
  ])('does not know of %s', async (_, feeders, words) => {
    expect(await others(feeders)).toEqual([
      expect.objectContaining({
        words: expect.stringMatching(words),
        isRead: false,
      }),
    ]);
  });

  it('counts a cluster that could not be read, and knows what a plan has named', async () => {
    const unread = await others([], undefined, [
      { cluster: 'ap', why: 'it did not answer (timeout)' },
    ]);
    expect(unread).toMatchObject([{ cluster: 'ap', isRead: false }]);
    const both = await others(argo({ path: 'orders' }), undefined, [
      { cluster: 'ap', why: 'it did not answer (refused)' },
    ]);
    expect(newlyFed(both, unread).map(({ cluster }) => cluster)).toEqual([
      'us',
    ]);
    expect(newlyFed(unread, both)).toEqual([]);
  });
});
