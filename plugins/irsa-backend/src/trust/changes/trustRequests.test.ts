import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { WalkthroughWorld } from '../../migration/__testUtils__/walkthroughWorld';
import { MemoryHost } from '../../requests/__testUtils__/MemoryHost';
import { DefaultTrustService } from '../DefaultTrustService';
import { RoleRef } from '../reviews/types';
import { DefaultTrustRequests } from './DefaultTrustRequests';

const BO = 'user:default/bo';
const URL = 'https://git.example.com/shop/aws';
const REASON = 'The review asked for it. <!-- irsa --> # really';
const ACK = { 'services.k8s.aws/controller-version': 'iam-v1.3.9' };

describe('change requests of trust policies', () => {
  let world: WalkthroughWorld;
  let accountId: string;
  let policy: string;
  let trust: DefaultTrustService;

  const make = async (
    roleName: string,
    tags: Record<string, string>,
  ): Promise<RoleRef> => {
    await world.root.send(
      new CreateRoleCommand({
        RoleName: roleName,
        AssumeRolePolicyDocument: policy,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    await world.accounts.get(accountId).snapshot({ maxAgeMs: 0 });
    return { accountId, roleName };
  };
  const ack = (name: string, document = policy) =>
    `apiVersion: iam.services.k8s.aws/v1alpha1\nkind: Role\nmetadata:\n  name: ${name}\nspec:\n  name: ${name}\n  assumeRolePolicyDocument: '${document}'\n`;
  const requestsAt = (host: MemoryHost) =>
    new DefaultTrustRequests({
      trust,
      accounts: world.accounts,
      repositories: host,
      config: { ...world.config, portalUrl: 'https://portal.example.com' },
    });
  /** As the page sends it, of what it shows. */
  const shown = async ({ roleName }: RoleRef, source = URL) => {
    const { policyHash, proposal } = await trust.get(accountId, roleName);
    return {
      policyHash: policyHash!,
      policy: proposal!.policy,
      reason: REASON,
      source,
    };
  };

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    [{ accountId }] = world.accounts.all();
    const [{ issuer }] = world.sandbox.clusters;
    const host = issuer.replace('https://', '');
    await world.root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: issuer,
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
    policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}`,
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
            'ForAnyValue:StringEquals': {
              [`${host}:sub`]: 'system:serviceaccount:production:api',
            },
          },
        },
      ],
    });
    trust = DefaultTrustService.create(world);
  });
  afterAll(() => world.close());

  it('put the proposal into the object that makes the role, once, and write nothing to IAM', async () => {
    const ref = await make('by-ack', ACK);
    const host = new MemoryHost(URL, {
      'aws/role.yaml': ack('by-ack'),
      'other/role.yaml': ack('by-ack'),
    });
    const ask = await shown(ref, `${URL}/tree/main/aws`);
    const opened = await requestsAt(host).open(ref, ask, BO);
    expect(opened).toMatchObject({
      state: 'open',
      url: `${URL}/pull/1`,
      path: 'aws/role.yaml',
    });
    const head = await host.head(opened.branch);
    const { files } = await host.read(head!, '');
    expect(files.get('other/role.yaml')).toBe(ack('by-ack'));
    expect(files.get('aws/role.yaml')).not.toContain('ForAnyValue');
    const [{ body }] = host.requests;
    expect(body).toContain('> The review asked for it. &lt;!-- irsa -->');
    expect(body).toContain(
      `https://portal.example.com/credentials/trust/${accountId}/by-ack`,
    );

    expect((await requestsAt(host).open(ref, ask, BO)).url).toBe(opened.url);
    expect(host.requests).toHaveLength(1);
    const { Role } = await world.root.send(
      new GetRoleCommand({ RoleName: 'by-ack' }),
    );
    expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toContain(
      'ForAnyValue',
    );
  });

  it('are refused where the source is not known, or says something else', async () => {
    const ref = await make('elsewhere', ACK);
    const ask = await shown(ref);
    const refused = async (
      files: Record<string, string>,
      changes: object = {},
    ) => {
      const host = new MemoryHost(URL, files);
      const error = await requestsAt(host)
        .open(ref, { ...ask, ...changes }, BO)
        .then(
          () => undefined,
          (cause: Error) => cause,
        );
      expect(host.requests).toEqual([]);
      return `${error?.name}: ${error?.message}`;
    };
    const own = { 'role.yaml': ack('elsewhere') };
    expect(await refused({})).toMatch(/^ConflictError: No file there/);
    expect(
      await refused({
        'role.yaml': ack('elsewhere', JSON.stringify(JSON.parse(ask.policy))),
      }),
    ).toMatch(/^ConflictError: In role.yaml/);
    expect(await refused(own, { source: 'shop/aws' })).toMatch(
      /^InputError: Write the address/,
    );
    expect(
      await refused(own, { source: 'https://169.254.169.254/latest' }),
    ).toMatch(/^InputError: No host of the portal/);
    expect(await refused(own, { policyHash: '0'.repeat(64) })).toMatch(
      /^RoleChangedError|^ConflictError/,
    );
    expect(await refused(own, { policy: policy })).toMatch(
      /The proposal is not the one/,
    );
  });

  const terraform = (name: string, document = policy) =>
    `resource "aws_iam_role" "it" {\n  name               = "${name}"\n  assume_role_policy = <<-JSON\n    ${document}\n  JSON\n}\n`;
  const template = (name: string) =>
    `Resources:\n  Orders:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: ${name}\n      AssumeRolePolicyDocument: ${policy}\n`;

  it.each<[string, Record<string, string>, string, (name: string) => string]>([
    ['Terraform', { ManagedBy: 'terraform' }, 'roles/main.tf', terraform],
    [
      'CloudFormation',
      { ManagedBy: 'CloudFormation' },
      'roles/stack.yaml',
      template,
    ],
    ['nobody, as far as tags tell', {}, 'roles/main.tf', terraform],
  ])(
    'are opened where %s keeps the role',
    async (keeper, tags, path, source) => {
      const ref = await make(`kept-${keeper.length}`, tags);
      const host = new MemoryHost(URL, {
        [path]: source(ref.roleName),
        'roles/README.md': 'kept',
      });
      const opened = await requestsAt(host).open(ref, await shown(ref), BO);
      expect(opened.path).toBe(path);
      const { files } = await host.read((await host.head(opened.branch))!, '');
      expect(files.get(path)).not.toContain('ForAnyValue');
      expect(files.get('roles/README.md')).toBe('kept');
    },
  );

  it('say which kind of source is left, and why', async () => {
    const ref = await make('left', { ManagedBy: 'terraform' });
    const host = new MemoryHost(URL, {
      'a.tf': terraform('left').replace('"left"', 'var.name'),
    });
    await expect(
      requestsAt(host).open(ref, await shown(ref), BO),
    ).rejects.toMatchObject({ name: 'ConflictError', refusal: 'variable' });
    expect(host.requests).toEqual([]);
  });

  it('are not opened for roles that a program keeps', async () => {
    const ref = await make('by-program', { 'pulumi:project': 'shop' });
    const host = new MemoryHost(URL, { 'a.yaml': ack(ref.roleName) });
    await expect(
      requestsAt(host).open(ref, await shown(ref), BO),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('kept by Pulumi'),
    });
    expect(host.requests).toEqual([]);
  });

  it('say what the host says', async () => {
    const ref = await make('host-down', ACK);
    const host = new MemoryHost(URL, { 'a.yaml': ack('host-down') });
    const ask = await shown(ref);
    host.fault = new ChangeHostError('unreachable', 'The host did not answer.');
    await expect(requestsAt(host).open(ref, ask, BO)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('did not answer'),
    });
    host.fault = undefined;
    host.archived = true;
    await expect(requestsAt(host).open(ref, ask, BO)).rejects.toMatchObject({
      message: expect.stringContaining('archived'),
    });
  });
});
