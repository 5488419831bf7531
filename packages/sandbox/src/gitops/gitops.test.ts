import { startSandbox } from '../startSandbox';
import { Sandbox } from '../sandbox';
import { KubeObject } from '../kubernetes/types';
import { until } from '../until';
import { fields } from './application';

const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const APPLICATIONS = { group: 'argoproj.io', plural: 'applications' };

describe('scenario gitops', () => {
  let sandbox: Sandbox;
  const cluster = () => sandbox.cluster('eks-prod-eu');
  const repository = () => sandbox.git!.host.repositories[0];
  const deployment = (name: string) =>
    cluster().store.get(DEPLOYMENTS, 'billing', name) as KubeObject;
  const application = (name: string) =>
    fields(cluster().store.get(APPLICATIONS, 'argocd', name)?.status);
  const edit = async (path: string, change: (text: string) => string) => {
    const { git } = repository();
    const commit = await git.commit((await git.head('main'))!);
    const tree = await git.tree(commit!.tree, true);
    const { sha } = tree!.find(each => each.path === path)!;
    const content = change((await git.blob(sha))!.toString());
    return repository().push('main', 'ingrid', [{ path, content }], 'Edit');
  };
  const live = (name: string, revision: string) =>
    until(`${name} at ${revision}`, () => {
      const sync = fields(application(name).sync);
      return sync.revision === revision && sync.status === 'Synced';
    });
  const healthy = (name: string) =>
    until(
      `a healthy ${name}`,
      () => fields(application(name).health).status === 'Healthy',
    );
  const container = (name: string) =>
    fields(
      (
        fields(fields(fields(deployment(name).spec).template).spec)
          .containers as object[]
      )[0],
    );

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'gitops' });
  });

  afterAll(async () => {
    await sandbox?.close();
  });

  it('has a plain and a kustomize workload under Argo CD', async () => {
    const head = (await repository().git.head('main'))!;
    await live('invoices', head);
    await live('receipts', head);
    await healthy('invoices');
    await healthy('receipts');
    expect(application('invoices')).toMatchObject({
      sourceType: 'Directory',
      resources: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'billing',
          name: 'invoices',
          status: 'Synced',
        },
        { group: '', kind: 'Secret', name: 'invoices-aws' },
        { group: '', kind: 'ServiceAccount', name: 'invoices' },
      ],
    });
    expect(application('receipts').sourceType).toBe('Kustomize');
    expect(deployment('receipts')).toMatchObject({
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'receipts:apps/Deployment:billing/receipts',
        },
      },
      spec: { replicas: 2 },
    });
  });

  it('applies what is merged, removes what is taken out, and undoes what others change', async () => {
    const revision = await edit('invoices/deployment.yaml', text =>
      text.replace(/ {10}# Ask[^]*$/, ''),
    );
    await live('invoices', revision);
    expect(container('invoices').envFrom).toBeUndefined();

    await cluster().apply(
      [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'invoices', namespace: 'billing' },
          spec: { replicas: 5 },
        },
      ],
      { fieldManager: 'somebody', serverSide: true },
    );
    await until(
      'two replicas again',
      () => fields(deployment('invoices').spec).replicas === 2,
    );
  });

  it('says why it cannot apply, and goes on once that is mended (in CI)', async () => {
    const good = await edit('receipts/base/kustomization.yaml', text =>
      text.replace('deployment.yaml', 'missing.yaml'),
    ).then(() =>
      until(
        'a problem',
        () => fields(application('receipts').sync).status === 'OutOfSync',
        30_000,
      ),
    );
    expect(good).toBe(true);
    expect(application('receipts').conditions).toMatchObject([
      { type: 'ComparisonError', message: expect.stringMatching(/kustomize/) },
    ]);
    // It has seen the commit, and applied the one before.
    const { sync, history } = application('receipts');
    expect(fields(sync).revision).not.toBe(
      (history as { revision: string }[]).at(-1)?.revision,
    );
    const mended = await edit('receipts/base/kustomization.yaml', text =>
      text.replace('missing.yaml', 'deployment.yaml'),
    );
    await live('receipts', mended);
  });

  it('prunes what is no longer in the folder (in CI)', async () => {
    const revision = await repository().push(
      'main',
      'ingrid',
      [{ path: 'invoices/service-account.yaml', sha: null }],
      'Away',
    );
    await live('invoices', revision);
    const accounts = { group: '', plural: 'serviceaccounts' };
    expect(
      cluster().store.get(accounts, 'billing', 'invoices'),
    ).toBeUndefined();
  });
});
