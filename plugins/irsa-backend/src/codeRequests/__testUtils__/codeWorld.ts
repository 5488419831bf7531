import { Entity } from '@backstage/catalog-model';
import { Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import { SettableClock, startGitHost } from '@internal/sandbox';
import { Knex } from 'knex';
import { inMemoryCatalog } from '../../__testUtils__/inMemoryCatalog';
import { mockAuth } from '../../__testUtils__/mockAuth';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { ReadLimits } from '../../config/IrsaConfig';
import {
  configuredHosts,
  ContractHost,
} from '../../requests/hosts/__testUtils__/contractWorld';
import { ChangeHosts } from '../../requests/hosts/ChangeHosts';
import { CodeRequestStore } from '../CodeRequestStore';
import { DefaultCodeRequests } from '../DefaultCodeRequests';

export const REF: WorkloadRef = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'orders',
};
/** In the source: no output may have it. */
export const CANARY = `${'AKIA'}${'CANARYCANARY2345'}`;
export const BLOCKED = {
  'app.py': `import boto3\n\ns3 = boto3.client("s3", aws_access_key_id="${CANARY}", aws_secret_access_key="x")\n`,
  'requirements.txt': 'boto3==1.34.0\n',
  'README.md': 'Orders\n',
};
const LIMITS: ReadLimits = { files: 20, bytesPerFile: 10_000, bytes: 50_000 };

/** A service with its source in a repository of the sandbox's Git host, which is asked over HTTP. */
export async function startCodeWorld(options: {
  host: ContractHost;
  database: Knex;
  files?: Record<string, string>;
  /** Behind the address of the repository. */
  place?: string;
  limits?: Partial<ReadLimits>;
}) {
  const { host, database, files = BLOCKED, place = '', limits } = options;
  const git = await startGitHost({ clock: new SettableClock() });
  const people = await git.host.addRepository({
    owner: 'acme',
    name: 'orders',
    files,
  });
  const annotations: Record<string, string> = {
    'backstage.io/source-location': `url:${git.url}/acme/orders${place}`,
  };
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-orders', lifecycle: 'production' },
  };
  const workload = {
    ...REF,
    entityRef: 'component:default/orders',
    image: 'registry.example.com/orders:1.2.3',
  } as Workload;
  let time = 0;
  const logger = mockLogger();
  /** Of another process of the portal with the same database. */
  const replica = () =>
    new DefaultCodeRequests({
      store: new CodeRequestStore(database, () => time),
      inventory: { get: async () => workload },
      repositories: new ChangeHosts(
        [],
        configuredHosts(host, git, { ...LIMITS, ...limits }),
      ),
      config: {
        changeRequests: {
          limits: { ...LIMITS, ...limits },
          labels: ['irsa'],
          reviewers: ['ingrid'],
        },
        portalUrl: 'https://portal.example.com',
        pagePath: '/irsa',
      },
      catalog: inMemoryCatalog([entity]),
      auth: mockAuth(),
      logger,
    });
  const portal = replica();
  return {
    git,
    people,
    workload,
    annotations,
    portal,
    replica,
    /** Opens or brings up to date, once the pause after the act before is over. */
    open: (digest?: string) => {
      time += 10_000;
      return portal.open(REF, digest);
    },
    get: () => portal.get(REF),
    push: (changed: Record<string, string>, branch = 'main') =>
      people.push(
        branch,
        'mona',
        Object.entries(changed).map(([path, content]) => ({ path, content })),
        'A change',
      ),
    textAt: async (branch: string, path: string) => {
      const commit = await people.git.commit((await people.git.head(branch))!);
      const tree = await people.git.tree(commit!.tree, true);
      const { sha } = tree!.find(entry => entry.path === path)!;
      return (await people.git.blob(sha))!.toString('utf8');
    },
    close: () => git.close(),
  };
}

export type CodeWorld = Awaited<ReturnType<typeof startCodeWorld>>;
