import {
  AddClientIDToOpenIDConnectProviderCommand,
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteOpenIDConnectProviderCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserCommand,
  DetachRolePolicyCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagOpenIDConnectProviderCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  allow,
  codeOf,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';

const HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${HOST}`;
const policyArn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const text = (value: unknown) => JSON.stringify(value);
const trust = (statement: object = {}) =>
  text({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
        ...statement,
      },
    ],
  });
const reading = text(allow('s3:GetObject', 'arn:aws:s3:::a/*'));

let test: TestAccount;
let iam: IAMClient;

beforeAll(async () => {
  test = await startTestAccount();
  iam = test.iam();
});
afterAll(() => test.aws.close());

const role = (
  RoleName: string,
  rest: Partial<{
    AssumeRolePolicyDocument: string;
    MaxSessionDuration: number;
    Path: string;
    PermissionsBoundary: string;
  }> = {},
) =>
  iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trust(),
      ...rest,
    }),
  );
const policy = (PolicyName: string, PolicyDocument = reading) =>
  iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));

describe('OIDC providers', () => {
  const create = (Url: string, ThumbprintList?: string[]) =>
    iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url,
        ThumbprintList,
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
  const OpenIDConnectProviderArn = PROVIDER;

  it('are created, read, listed, tagged and changed', async () => {
    expect((await create(`https://${HOST}`)).OpenIDConnectProviderArn).toBe(
      PROVIDER,
    );
    await iam.send(
      new TagOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
    await iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn,
        ThumbprintList: ['a'.repeat(40)],
      }),
    );
    await iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        ClientID: 'other',
      }),
    );
    expect(
      await iam.send(
        new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
      ),
    ).toMatchObject({
      Url: HOST,
      ClientIDList: ['sts.amazonaws.com', 'other'],
      ThumbprintList: ['a'.repeat(40)],
      Tags: [{ Key: 'a', Value: 'b' }],
      CreateDate: expect.any(Date),
    });
    expect(
      (await iam.send(new ListOpenIDConnectProvidersCommand({})))
        .OpenIDConnectProviderList,
    ).toEqual([{ Arn: PROVIDER }]);
    expect(
      (
        await iam.send(
          new ListOpenIDConnectProviderTagsCommand({
            OpenIDConnectProviderArn,
          }),
        )
      ).Tags,
    ).toHaveLength(1);
  });

  it.each([
    [
      'oidc.duplicate',
      () => create(`https://${HOST}`),
      'EntityAlreadyExists/409',
    ],
    [
      'oidc.http-url',
      () => create('http://example.com'),
      'ValidationError/400',
    ],
    [
      'oidc.bad-thumbprint',
      () => create('https://example.com', ['xyz'.padEnd(40, '-')]),
      'ValidationError/400',
    ],
    [
      'oidc.get-missing',
      () =>
        iam.send(
          new GetOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: `${PROVIDER}X`,
          }),
        ),
      'NoSuchEntity/404',
    ],
    [
      'delete missing',
      () =>
        iam.send(
          new DeleteOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: `${PROVIDER}X`,
          }),
        ),
      'ok',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });
});

describe('roles', () => {
  it('are created, read, listed by page, tagged and re-trusted', async () => {
    const created = await role('app', { Path: '/team/' });
    expect(created.Role).toMatchObject({
      Arn: `arn:aws:iam::${ACCOUNT}:role/team/app`,
      RoleId: expect.stringMatching(/^AROA\w{17}$/),
    });
    await role('app-2');
    await role('app-3');
    expect(
      (await iam.send(new ListRolesCommand({ PathPrefix: '/team/' }))).Roles,
    ).toHaveLength(1);
    const names: string[] = [];
    for await (const page of paginateListRoles(
      { client: iam, pageSize: 2 },
      {},
    )) {
      names.push(...page.Roles!.map(item => item.RoleName!));
    }
    expect(names).toEqual(['app', 'app-2', 'app-3']);
    await iam.send(
      new TagRoleCommand({
        RoleName: 'app',
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: '' },
        ],
      }),
    );
    await iam.send(new UntagRoleCommand({ RoleName: 'app', TagKeys: ['c'] }));
    expect(
      (await iam.send(new ListRoleTagsCommand({ RoleName: 'app' }))).Tags,
    ).toEqual([{ Key: 'a', Value: 'b' }]);
    const PolicyDocument = trust({
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
    });
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'app', PolicyDocument }),
    );
    const read = await iam.send(new GetRoleCommand({ RoleName: 'app' }));
    expect(decodeURIComponent(read.Role!.AssumeRolePolicyDocument!)).toBe(
      PolicyDocument,
    );
    expect(read.Role!.RoleLastUsed?.LastUsedDate).toBeUndefined();
  });

  it.each([
    ['role.duplicate', () => role('APP-2'), 'EntityAlreadyExists/409'],
    [
      'role.missing',
      () => iam.send(new GetRoleCommand({ RoleName: 'none' })),
      'NoSuchEntity/404',
    ],
    [
      'role.malformed-trust',
      () =>
        role('x', {
          AssumeRolePolicyDocument: trust({ Principal: undefined }),
        }),
      'MalformedPolicyDocument/400',
    ],
    [
      'role.trust-with-resource',
      () => role('x', { AssumeRolePolicyDocument: trust({ Resource: '*' }) }),
      'MalformedPolicyDocument/400',
    ],
    [
      'role.trust-not-json',
      () => role('x', { AssumeRolePolicyDocument: 'no' }),
      'MalformedPolicyDocument/400',
    ],
    [
      'role.trust-ghost-principal',
      () =>
        role('x', {
          AssumeRolePolicyDocument: trust({
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ghost` },
          }),
        }),
      'MalformedPolicyDocument/400',
    ],
    ['role.bad-name', () => role('a b'), 'ValidationError/400'],
    [
      'role.bad-duration',
      () => role('x', { MaxSessionDuration: 60 }),
      'ValidationError/400',
    ],
    [
      'role.trust-too-long',
      () =>
        role('x', {
          AssumeRolePolicyDocument: trust({
            Condition: { StringEquals: { 'a:b': 'x'.repeat(2048) } },
          }),
        }),
      'LimitExceeded/409',
    ],
    [
      'boundary.missing',
      () => role('x', { PermissionsBoundary: policyArn('none') }),
      'NoSuchEntity/404',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });

  it('have inline policies and refuse to go while they have any', async () => {
    const RoleName = 'app-3';
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'p',
        PolicyDocument: reading,
      }),
    );
    expect(
      (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames,
    ).toEqual(['p']);
    expect(
      decodeURIComponent(
        (
          await iam.send(
            new GetRolePolicyCommand({ RoleName, PolicyName: 'p' }),
          )
        ).PolicyDocument!,
      ),
    ).toBe(reading);
    expect(
      await codeOf(
        iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: 'q',
            PolicyDocument: '{}',
          }),
        ),
      ),
    ).toBe('MalformedPolicyDocument/400');
    expect(await codeOf(iam.send(new DeleteRoleCommand({ RoleName })))).toBe(
      'DeleteConflict/409',
    );
  });

  it('take and lose a boundary', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await iam.send(
      new PutRolePermissionsBoundaryCommand({
        RoleName: 'app-2',
        PermissionsBoundary,
      }),
    );
    expect(
      (await iam.send(new GetRoleCommand({ RoleName: 'app-2' }))).Role!
        .PermissionsBoundary!.PermissionsBoundaryArn,
    ).toBe(PermissionsBoundary);
    await iam.send(
      new DeleteRolePermissionsBoundaryCommand({ RoleName: 'app-2' }),
    );
    expect(
      (await iam.send(new GetRoleCommand({ RoleName: 'app-2' }))).Role!
        .PermissionsBoundary,
    ).toBeUndefined();
  });
});

describe('policies', () => {
  it('have versions, attachments and entities', async () => {
    const PolicyArn = policyArn('reading');
    expect((await policy('reading')).Policy).toMatchObject({
      Arn: PolicyArn,
      AttachmentCount: 0,
      IsAttachable: true,
    });
    const second = await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn,
        PolicyDocument: reading,
        SetAsDefault: true,
      }),
    );
    expect(second.PolicyVersion).toMatchObject({
      VersionId: 'v2',
      IsDefaultVersion: true,
    });
    await iam.send(
      new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
    );
    expect(
      (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy!
        .DefaultVersionId,
    ).toBe('v1');
    expect(
      decodeURIComponent(
        (
          await iam.send(
            new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
          )
        ).PolicyVersion!.Document!,
      ),
    ).toBe(reading);
    expect(
      (
        await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))
      ).Versions!.map(item => item.VersionId),
    ).toEqual(['v2', 'v1']);
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn }));
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: 'app',
        PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      }),
    );
    expect(
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'app' })))
        .AttachedPolicies,
    ).toHaveLength(2);
    expect(
      (await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn })))
        .PolicyRoles,
    ).toMatchObject([{ RoleName: 'app' }]);
    await iam.send(
      new DetachRolePolicyCommand({
        RoleName: 'app',
        PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      }),
    );
    for (let index = 0; index < 3; index++) {
      await iam.send(
        new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: reading }),
      );
    }
  });

  it.each([
    [
      'policy.malformed',
      () => policy('x', '{"Version":"2012-10-17"}'),
      'MalformedPolicyDocument/400',
    ],
    [
      'policy.malformed-action',
      () => policy('x', text(allow('GetObject'))),
      'MalformedPolicyDocument/400',
    ],
    [
      'policy.malformed-resource',
      () => policy('x', text(allow('s3:GetObject', 'bucket'))),
      'MalformedPolicyDocument/400',
    ],
    [
      'policy.too-long',
      () =>
        policy(
          'x',
          text(allow('s3:GetObject', `arn:aws:s3:::${'a'.repeat(6144)}`)),
        ),
      'LimitExceeded/409',
    ],
    ['policy.duplicate', () => policy('reading'), 'EntityAlreadyExists/409'],
    [
      'policy.version-limit',
      () =>
        iam.send(
          new CreatePolicyVersionCommand({
            PolicyArn: policyArn('reading'),
            PolicyDocument: reading,
          }),
        ),
      'LimitExceeded/409',
    ],
    [
      'policy.delete-default-version',
      () =>
        iam.send(
          new DeletePolicyVersionCommand({
            PolicyArn: policyArn('reading'),
            VersionId: 'v1',
          }),
        ),
      'DeleteConflict/409',
    ],
    [
      'policy.attach-missing',
      () =>
        iam.send(
          new AttachRolePolicyCommand({
            RoleName: 'app',
            PolicyArn: policyArn('none'),
          }),
        ),
      'NoSuchEntity/404',
    ],
    [
      'policy.delete-attached',
      () =>
        iam.send(new DeletePolicyCommand({ PolicyArn: policyArn('reading') })),
      'DeleteConflict/409',
    ],
    [
      'role.delete-conflict',
      () => iam.send(new DeleteRoleCommand({ RoleName: 'app' })),
      'DeleteConflict/409',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });
});

describe('users, keys and groups', () => {
  const UserName = 'ann';
  let keyId: string;

  it('users have policies and at most two keys', async () => {
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(
      new AttachUserPolicyCommand({
        UserName,
        PolicyArn: policyArn('reading'),
      }),
    );
    expect(
      (await iam.send(new ListAttachedUserPoliciesCommand({ UserName })))
        .AttachedPolicies,
    ).toHaveLength(1);
    const { AccessKey } = await iam.send(
      new CreateAccessKeyCommand({ UserName }),
    );
    expect(AccessKey!.AccessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    keyId = AccessKey!.AccessKeyId!;
    expect(
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId })))
        .AccessKeyLastUsed,
    ).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
    const credentials = {
      accessKeyId: keyId,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    };
    await test.sts(credentials).send(new GetCallerIdentityCommand({}));
    expect(
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId })))
        .AccessKeyLastUsed,
    ).toMatchObject({
      ServiceName: 'sts',
      Region: 'eu-west-1',
      LastUsedDate: expect.any(Date),
    });
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    expect(
      (await iam.send(new ListAccessKeysCommand({ UserName })))
        .AccessKeyMetadata,
    ).toHaveLength(2);
  });

  it.each([
    [
      'user.duplicate',
      () => iam.send(new CreateUserCommand({ UserName })),
      'EntityAlreadyExists/409',
    ],
    [
      'user.delete-conflict',
      () => iam.send(new DeleteUserCommand({ UserName })),
      'DeleteConflict/409',
    ],
    [
      'key.limit',
      () => iam.send(new CreateAccessKeyCommand({ UserName })),
      'LimitExceeded/409',
    ],
    [
      'key.update-missing',
      () =>
        iam.send(
          new UpdateAccessKeyCommand({
            UserName,
            AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA',
            Status: 'Inactive',
          }),
        ),
      'NoSuchEntity/404',
    ],
    [
      'key.delete-missing',
      () =>
        iam.send(
          new DeleteAccessKeyCommand({
            UserName,
            AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA',
          }),
        ),
      'NoSuchEntity/404',
    ],
  ])('%s', async (_name, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });

  it('groups have members', async () => {
    await iam.send(new CreateGroupCommand({ GroupName: 'team' }));
    await iam.send(new AddUserToGroupCommand({ GroupName: 'team', UserName }));
    expect(
      (await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups,
    ).toMatchObject([{ GroupName: 'team' }]);
    expect(
      await codeOf(iam.send(new DeleteGroupCommand({ GroupName: 'team' }))),
    ).toBe('DeleteConflict/409');
    await iam.send(
      new RemoveUserFromGroupCommand({ GroupName: 'team', UserName }),
    );
    await iam.send(new DeleteGroupCommand({ GroupName: 'team' }));
  });
});

describe('the account', () => {
  it('tells all about itself, by page', async () => {
    const all = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
    expect(all.UserDetailList).toMatchObject([
      { UserName: 'ann', AttachedManagedPolicies: [{ PolicyName: 'reading' }] },
    ]);
    expect(all.RoleDetailList!.map(item => item.RoleName)).toEqual([
      'app',
      'app-2',
      'app-3',
    ]);
    expect(all.Policies![0].PolicyVersionList).toHaveLength(5);
    const first = await iam.send(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role'],
        MaxItems: 2,
      }),
    );
    expect(first).toMatchObject({
      IsTruncated: true,
      Marker: expect.any(String),
    });
    const second = await iam.send(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role'],
        MaxItems: 2,
        Marker: first.Marker,
      }),
    );
    expect(second.RoleDetailList).toHaveLength(1);
    expect(
      (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap,
    ).toMatchObject({ AssumeRolePolicySizeQuota: 2048, Roles: 3 });
  });

  it('simulates', async () => {
    const PolicySourceArn = `arn:aws:iam::${ACCOUNT}:user/ann`;
    const { EvaluationResults } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: ['s3:GetObject', 's3:PutObject'],
        ResourceArns: ['arn:aws:s3:::a/x'],
      }),
    );
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'reading' }],
      },
      { EvalDecision: 'implicitDeny' },
    ]);
    const custom = await iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [
          text(
            allow('s3:ListBucket', '*', {
              Condition: { StringLike: { 's3:prefix': 'a/*' } },
            }),
          ),
        ],
        ActionNames: ['s3:ListBucket'],
      }),
    );
    expect(custom.EvaluationResults).toMatchObject([
      { EvalDecision: 'implicitDeny', MissingContextValues: ['s3:prefix'] },
    ]);
  });

  it('says which services were used', async () => {
    const { JobId } = await iam.send(
      new GenerateServiceLastAccessedDetailsCommand({
        Arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
      }),
    );
    const { ServicesLastAccessed } = await iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId }),
    );
    expect(ServicesLastAccessed).toMatchObject([
      { ServiceNamespace: 's3' },
      { ServiceNamespace: 'sts', LastAuthenticated: expect.any(Date) },
    ]);
    expect(ServicesLastAccessed![0].LastAuthenticated).toBeUndefined();
  });
});
