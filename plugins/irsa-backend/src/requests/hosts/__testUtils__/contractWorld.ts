import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  ChangeHost,
  ChangeHostError,
  ChangeRepository,
  ProposedChange,
} from 'backstage-plugin-irsa-node';
import { RunningGitHost, SettableClock, startGitHost } from '@internal/sandbox';
import { ChangeRequestSettings, ReadLimits } from '../../../config/IrsaConfig';
import { ChangeHosts } from '../ChangeHosts';

type Hosted = RunningGitHost['host']['repositories'][number];

export interface ContractWorld {
  git: RunningGitHost;
  /** What people do in the repository, past the portal. */
  people: Hosted;
  repository: ChangeRepository;
}

/** Of every request that a test proposes. */
export const BRANCH = 'irsa/payments-api-1f2e';

const FILES = {
  'apps/api/deployment.yaml': 'kind: Deployment\n# of the API\n',
  'apps/api/service-account.yaml': 'kind: ServiceAccount\n',
  'apps/web/deployment.yaml': 'kind: Deployment\n',
  'README.md': 'Deployments\n',
};
export const LIMITS: ReadLimits = { files: 3, bytesPerFile: 100, bytes: 200 };

/** How one kind of host is set up and called. */
export interface ContractHost {
  /** Its part of the portal's `integrations`. */
  integration: 'github' | 'gitlab' | 'gitea';
  /** Its entry there, without a token when none is given. */
  entry(url: string, token?: string): object;
  hosts(
    integrations: ScmIntegrations,
    settings: ChangeRequestSettings,
  ): ChangeHost[];
  /** Where people look at a folder, and at the first request. */
  folderPath: string;
  requestPath: string;
  /** Method and part of the path of each call that writes when a request is closed, in their order. */
  closingCalls: [string, string][];
}

/** One host shows every promise in `npm test`; the others show the way of a request and what is in its way. */
export function rarerOn({ integration }: ContractHost): string {
  return integration === 'github' ? '' : ' (in CI)';
}

export function integrationsOf(
  { integration }: ContractHost,
  entry: object,
): ScmIntegrations {
  return ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: { [integration]: [entry] } }),
  );
}

/** The hosts of a portal that has the sandbox's host in its settings. */
export function configuredHosts(
  host: ContractHost,
  git: RunningGitHost,
  limits: ReadLimits,
): ChangeHost[] {
  const entry = host.entry(git.url, git.portal.token);
  return host.hosts(integrationsOf(host, entry), { limits });
}

/** One host, with one repository in it. */
export async function startContract(
  host: ContractHost,
): Promise<ContractWorld> {
  const git = await startGitHost({ clock: new SettableClock() });
  const people = await git.host.addRepository({
    owner: 'acme',
    name: 'deployments',
    files: FILES,
  });
  const hosts = new ChangeHosts([], configuredHosts(host, git, LIMITS));
  const repository = hosts.repository(
    `${git.url}/acme/deployments${host.folderPath}`,
  )!;
  return { git, people, repository };
}

export async function changeOf(
  { people }: ContractWorld,
  overrides: Partial<ProposedChange> = {},
): Promise<ProposedChange> {
  return {
    marker: 'payments-api-1f2e',
    branch: BRANCH,
    base: 'main',
    baseCommit: (await people.git.head(people.defaultBranch))!,
    files: new Map<string, string | null>([
      ['apps/api/deployment.yaml', 'kind: Deployment\n# keyless\n'],
      ['apps/api/service-account.yaml', null],
    ]),
    title: 'payments/api uses a role',
    body: 'Why and how.',
    commitMessage: 'payments/api uses a role',
    labels: ['irsa'],
    reviewers: ['ingrid', 'nobody-of-that-name'],
    ...overrides,
  };
}

/** The error of a call that must fail. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<ChangeHostError> {
  const error = await call.then(
    () => undefined,
    (each: unknown) => each,
  );
  expect(error).toBeInstanceOf(ChangeHostError);
  return error as ChangeHostError;
}

/** Names of files of a branch. */
export async function filesOf({ people }: ContractWorld, branch: string) {
  const commit = await people.git.commit((await people.git.head(branch))!);
  const tree = await people.git.tree(commit!.tree, true);
  return tree!.filter(({ type }) => type === 'blob').map(({ path }) => path);
}

/** Commits of a branch that main does not have. */
export async function commitsOf({ people }: ContractWorld, branch: string) {
  return people.git.commitsBetween(
    (await people.git.head('main'))!,
    (await people.git.head(branch))!,
  );
}
