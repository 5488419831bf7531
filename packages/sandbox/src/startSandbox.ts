import { startAws } from './aws';
import { SettableClock } from './clock';
import { generateFleet, loadFleet } from './fleet';
import { RunningGitHost, startGitHost } from './git';
import { startArgoCd } from './gitops';
import { ClusterSandbox, startCluster } from './kubernetes';
import { ProgramRuntime } from './programs/ProgramRuntime';
import { makeAccessKey } from './aws/model/accessKeyIds';
import { accountDocumentOf } from './scenarios/accountDocumentOf';
import { loadScenario } from './scenarios/loadScenario';
import { Placeholders } from './scenarios/placeholders';
import {
  portalAccountDocument,
  portalManifests,
} from './scenarios/portalIdentity';
import { issuerOf, Scenario, ScenarioCluster } from './scenarios/scenario';
import { installManifests } from './scenarios/install';
import { requestPortalToken } from './scenarios/portalToken';
import { Sandbox, SandboxCluster, SandboxOptions } from './sandbox';
import { kubeconfigOf, writeState } from './state';

/**
 * Starts the accounts and clusters of a scenario on loopback, with everything in them.
 * Resolves when every object is there; Pods become ready a little later.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const scenario = loadScenario(options.scenario);
  const clock = options.clock ?? new SettableClock();
  const placeholders = new Placeholders(scenario);
  const portal = options.portalIdentity ?? scenario.portalIdentity;
  const closers: (() => Promise<void>)[] = [];

  async function close() {
    for (const each of closers.splice(0).reverse()) {
      await each();
    }
  }

  try {
    const running = new Map<string, ClusterSandbox>();
    const aws = await startAws({
      clock,
      host: options.host,
      port: options.ports?.aws,
      region: scenario.region,
      iamPropagation: options.iamPropagation,
      issuers: issuer =>
        [...running.values()].find(each => each.issuer === issuer)
          ?.issuerAddress,
    });
    closers.push(() => aws.close());

    const git = await startScenarioGit(options, scenario, clock, placeholders);
    if (git) {
      closers.push(() => git.close());
      placeholders.gitUrl = git.url;
    }
    // Entities say where their source is.
    scenario.catalog = placeholders.fill(
      scenario.catalog,
      scenario.accounts[0].id,
    );

    const accounts = scenario.accounts.map(account => {
      const created = aws.createAccount({
        id: account.id,
        alias: account.alias,
        region: scenario.region,
        rootAccessKey: makeAccessKey(account.id),
      });
      const document = accountDocumentOf(account, placeholders, {
        now: clock.now(),
        region: scenario.region,
      });
      const own = portal ? portalAccountDocument(account.id) : undefined;
      created.import({
        ...document,
        policies: [
          ...(document.policies ?? []),
          ...(own?.document.policies ?? []),
        ],
        users: [...(document.users ?? []), ...(own?.document.users ?? [])],
      });
      return {
        id: account.id,
        endpoint: aws.endpoint,
        rootAccessKeyId: created.rootAccessKeyId,
        rootSecretAccessKey: created.rootSecretAccessKey,
        portalAccessKey: own?.accessKey,
      };
    });

    const startOne = async (
      cluster: ScenarioCluster,
    ): Promise<SandboxCluster> => {
      const runtime = new ProgramRuntime({
        clock,
        endpoint: aws.endpoint,
        region: cluster.region,
        images: scenario.images,
        interval: options.programInterval,
        podIdentity: aws.podIdentityOf(cluster.account, cluster.name),
      });
      const started = await startCluster({
        name: cluster.name,
        clock,
        runtime,
        region: cluster.region,
        issuer: `https://${issuerOf(cluster)}`,
        host: options.host,
        port: options.ports?.clusters?.[cluster.name],
        delays: options.delays,
        podIdentity: aws.podIdentityOf(cluster.account, cluster.name),
      });
      closers.push(async () => {
        await started.close();
        await runtime.close();
      });
      running.set(cluster.name, started);
      const manifests = placeholders.fill(cluster.manifests, cluster.account);
      await installManifests(started, [
        ...(portal ? portalManifests() : []),
        ...manifests,
      ]);
      const portalToken = portal
        ? await requestPortalToken(started)
        : undefined;
      aws.account(cluster.account)?.import({
        eksClusters: [
          {
            name: cluster.name,
            region: cluster.region,
            endpoint: started.server,
            issuer: started.issuer,
          },
        ],
      });
      started.webhookCacheDelay = options.webhookCacheDelay ?? 0;
      if (cluster.unauthorized) {
        started.setUnauthorized(true);
      }
      const known = {
        name: cluster.name,
        region: cluster.region,
        account: cluster.account,
        server: started.server,
        caPem: started.caPem,
        issuer: started.issuer,
        adminToken: started.adminToken,
        portalToken,
      };
      return { ...known, kubeconfig: kubeconfigOf([known]) };
    };

    const clusters: SandboxCluster[] = [];
    for (const cluster of scenario.clusters) {
      clusters.push(await startOne(cluster));
    }
    if (git) {
      for (const cluster of running.values()) {
        const argoCd = await startArgoCd({
          cluster,
          clock,
          repositories: git.host.repositories,
          repositoryAt: url => git.repositoryAt(url),
        });
        closers.push(() => argoCd.close());
      }
    }
    let fleetReport: Sandbox['fleet'];
    if (options.fleet) {
      const startedAt = Date.now();
      const { name, account, region } = scenario.clusters[0];
      const fleet = generateFleet({
        ...options.fleet,
        account,
        region,
        now: clock.now(),
      });
      aws.account(account)?.import({ users: fleet.users });
      loadFleet(running.get(name) as ClusterSandbox, fleet);
      scenario.catalog.push({ name: 'fleet.yaml', text: fleet.catalog });
      const lists = [...fleet.objects.values()];
      fleetReport = {
        workloads: options.fleet.workloads,
        objects: lists.reduce((sum, { length }) => sum + length, 0),
        seconds: (Date.now() - startedAt) / 1000,
      };
    }

    const sandbox: Sandbox = {
      scenario,
      clock,
      aws,
      accounts,
      clusters,
      git,
      fleet: fleetReport,
      cluster(name) {
        const found = running.get(name);
        if (!found) {
          throw new Error(
            `no cluster ${name} in scenario ${scenario.name}; there are ${[
              ...running.keys(),
            ].join(', ')}`,
          );
        }
        return found;
      },
      writeState: (directory, control) =>
        writeState(sandbox, directory, control),
      close,
    };
    return sandbox;
  } catch (error) {
    await close();
    throw error;
  }
}

async function startScenarioGit(
  { host, ports }: SandboxOptions,
  { repositories, accounts }: Scenario,
  clock: SettableClock,
  placeholders: Placeholders,
): Promise<RunningGitHost | undefined> {
  if (repositories.length === 0) {
    return undefined;
  }
  const git = await startGitHost({ clock, host, port: ports?.git });
  for (const repository of repositories) {
    await git.host.addRepository({
      ...repository,
      files: placeholders.fill(repository.files, accounts[0].id),
    });
  }
  return git;
}
