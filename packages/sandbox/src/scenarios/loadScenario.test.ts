import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario, scenarioNames } from './loadScenario';
import { Placeholders } from './placeholders';
import { issuerOf, Manifest } from './scenario';

describe('loadScenario', () => {
  it('finds those that come with the sandbox', () => {
    expect(scenarioNames()).toEqual([
      'company',
      'empty',
      'gitops',
      'portal',
      'walkthrough',
    ]);
  });

  it('has nothing in empty', () => {
    const scenario = loadScenario('empty');
    expect(scenario.clusters).toHaveLength(1);
    expect(scenario.clusters[0].manifests).toEqual([]);
    expect(scenario.accounts).toHaveLength(1);
    expect(scenario.accounts[0].users ?? []).toEqual([]);
  });

  it('leaves the cluster of the walk-through unknown to its account', () => {
    const { accounts, clusters } = loadScenario('walkthrough');
    expect(accounts[0].providers ?? []).toEqual([]);
    expect(clusters[0].manifests.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ServiceAccount',
      'Secret',
      'Deployment',
    ]);
    expect(Object.keys(accounts[0].buckets?.[0].objects ?? {}).sort()).toEqual([
      'alice.png',
      'bob.png',
      'carol.png',
      'dave.png',
      'default.svg',
    ]);
  });

  it('puts the portal scenario on top of the walk-through', () => {
    const { clusters, accounts, catalog, images } = loadScenario('portal');
    const workloads = clusters.flatMap(({ manifests }) =>
      manifests.filter(({ kind }) =>
        ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'].includes(kind),
      ),
    );
    expect(workloads.length).toBeGreaterThanOrEqual(26);
    expect(workloads.map(({ metadata }) => metadata.name)).toContain('test');
    expect(clusters.map(({ unauthorized }) => unauthorized)).toEqual([
      false,
      false,
      true,
    ]);
    expect(accounts[0].users?.map(({ name }) => name)).toContain(
      'profile-images-reader',
    );
    expect(catalog.map(({ name }) => name)).toContain('profile.yaml');
    expect(images['shishirsub10/test']).toBeDefined();
  });

  it('puts what Git owns beside the portal scenario, each thing once', () => {
    const { clusters, accounts, catalog, repositories, images } =
      loadScenario('company');
    const portal = loadScenario('portal');
    expect(clusters.map(({ name }) => name)).toEqual(
      portal.clusters.map(({ name }) => name),
    );
    const names = clusters[0].manifests.map(
      ({ kind, metadata: { namespace, name } }) =>
        [kind, namespace, name].join('/'),
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'Application/argocd/invoices',
        'Deployment/production/test',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const { users = [], buckets = [] } of accounts) {
      const all = [...users, ...buckets].map(({ name }) => name);
      expect(new Set(all).size).toBe(all.length);
    }
    expect(repositories.map(({ name }) => name)).toEqual([
      'deployments',
      'receipts',
    ]);
    expect(catalog.map(({ name }) => name)).toContain('billing.yaml');
    expect(images).toEqual(portal.images);
  });

  it('says when a scenario extends itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
    try {
      writeFileSync(
        join(folder, 'scenario.yaml'),
        `extends: [empty, ${JSON.stringify(folder)}]\n`,
      );
      expect(() => loadScenario(folder)).toThrow(/extends itself/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps the fleet small enough for a laptop', () => {
    const pods = loadScenario('portal')
      .clusters.flatMap(({ manifests }) => manifests)
      .map(replicas)
      .reduce((sum, each) => sum + each, 0);
    expect(pods).toBeLessThanOrEqual(45);
  });

  it('says which scenarios there are when it knows none of that name', () => {
    expect(() => loadScenario('nothing')).toThrow(
      'unknown scenario nothing; there are company, empty, gitops, portal, walkthrough',
    );
  });

  describe('with a folder of its own', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'scenario-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function write(text: string) {
      writeFileSync(join(folder, 'scenario.yaml'), text);
    }

    it('names the file and line of broken YAML', () => {
      write('accounts: [\n');
      expect(() => loadScenario(folder)).toThrow(
        /scenario\.yaml: .*line 2, column 1/,
      );
    });

    it('lists all that is wrong with it', () => {
      write(
        'accounts: ["12"]\nclusters: [{name: a, account: "111122223333", issuerId: x}]\ncurrentContext: b\n',
      );
      expect(() => loadScenario(folder)).toThrow(
        /12 is not an account id.*a: issuerId must be.*account 111122223333 is not.*no cluster b/,
      );
    });

    it('refuses a document that is no object of Kubernetes', () => {
      write(
        'accounts: ["111122223333"]\nclusters: [{name: a, account: "111122223333", issuerId: 0A1B2C3D4E5F60718293A4B5C6D7E8F9}]\n',
      );
      mkdirSync(join(folder, 'clusters/a'), { recursive: true });
      writeFileSync(join(folder, 'clusters/a/x.yaml'), 'kind: Pod\n');
      expect(() => loadScenario(folder)).toThrow(
        /x\.yaml: every document needs apiVersion, kind and metadata\.name/,
      );
    });
  });
});

describe('Placeholders', () => {
  it.each(['walkthrough', 'portal'])('fills all of %s', name => {
    const scenario = loadScenario(name);
    const placeholders = new Placeholders(scenario);
    const filled = JSON.stringify([
      scenario.clusters.map(({ manifests, account }) =>
        placeholders.fill(manifests, account),
      ),
      scenario.accounts.map(account => placeholders.fill(account, account.id)),
    ]);
    const left = filled.match(/\$\{[^}]*\}/g) ?? [];
    // eslint-disable-next-line no-template-curly-in-string
    expect(new Set(left)).toEqual(
      new Set(name === 'portal' ? ['${aws:username}'] : []),
    );
  });

  it('makes other keys for each start, the same one wherever a user is named', () => {
    const scenario = loadScenario('walkthrough');
    const text = '${accessKey:profile-images-reader.accessKeyId}'; // eslint-disable-line no-template-curly-in-string
    const first = new Placeholders(scenario);
    const second = new Placeholders(scenario);
    expect(first.fill(text, '111122223333')).toBe(
      first.fill(text, '111122223333'),
    );
    expect(first.fill(text, '111122223333')).not.toBe(
      second.fill(text, '111122223333'),
    );
  });

  it('names the user that is missing', () => {
    const placeholders = new Placeholders(loadScenario('empty'));
    expect(() =>
      // eslint-disable-next-line no-template-curly-in-string
      placeholders.fill('${accessKey:nobody.accessKeyId}', '111122223333'),
    ).toThrow('no access key 1 of user nobody in accounts/111122223333.json');
  });

  it('knows the issuers of the clusters', () => {
    const scenario = loadScenario('portal');
    // eslint-disable-next-line no-template-curly-in-string
    const text = '${issuer:eks-staging-eu}:aud';
    expect(new Placeholders(scenario).fill(text, '444455556666')).toBe(
      `${issuerOf(scenario.clusters[1])}:aud`,
    );
  });
});

function replicas({ kind, spec }: Manifest): number {
  if (kind === 'DaemonSet') {
    // One Pod on each node.
    return 3;
  }
  return ['Deployment', 'StatefulSet', 'CronJob'].includes(kind)
    ? (spec as { replicas?: number }).replicas ?? 1
    : 0;
}
