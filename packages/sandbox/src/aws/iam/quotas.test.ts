import {
  AddClientIDToOpenIDConnectProviderCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagOpenIDConnectProviderCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { allow } from '../__testUtils__/startTestAccount';
import { SettableClock } from '../../clock';
import { AccountQuotas } from '../model/quotas';
import { AwsSandbox, startAws } from '../startAws';

const OTHER = '222233334444';
const text = (value: unknown) => JSON.stringify(value);
const reading = text(allow('s3:GetObject'));
const AssumeRolePolicyDocument = text({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const POLICY = `arn:aws:iam::${OTHER}:policy/there`;
const OPEN_ID_CONNECT_PROVIDER_ARN = `arn:aws:iam::${OTHER}:oidc-provider/there.example.com`;
const USER_NAME = 'there';
const ROLE_NAME = 'there';
const GROUP_NAME = 'there';
const tag = { Tags: [{ Key: 'second', Value: 'b' }] };
/** Larger than every stored document, and smaller than the new one. */
const LONG = text(allow('s3:GetObject', `arn:aws:s3:::${'a'.repeat(400)}`));

/** The quota, its value, the call that exceeds it, and the end of the error message. */
type Row = [
  quota: keyof AccountQuotas,
  value: number,
  call: (iam: IAMClient) => Promise<unknown>,
  message: string,
];

const rows: Row[] = [
  [
    'users',
    1,
    iam => iam.send(new CreateUserCommand({ UserName: 'more' })),
    'quota for UsersPerAccount: 1',
  ],
  [
    'groups',
    1,
    iam => iam.send(new CreateGroupCommand({ GroupName: 'more' })),
    'quota for GroupsPerAccount: 1',
  ],
  [
    'roles',
    1,
    iam =>
      iam.send(
        new CreateRoleCommand({ RoleName: 'more', AssumeRolePolicyDocument }),
      ),
    'quota for RolesPerAccount: 1',
  ],
  [
    'policies',
    1,
    iam =>
      iam.send(
        new CreatePolicyCommand({
          PolicyName: 'more',
          PolicyDocument: reading,
        }),
      ),
    'quota for PoliciesPerAccount: 1',
  ],
  [
    'providers',
    1,
    iam =>
      iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: 'https://more.example' }),
      ),
    'quota for OpenIdConnectProvidersPerAccount: 1',
  ],
  [
    'policiesPerUser',
    1,
    iam =>
      iam.send(
        new AttachUserPolicyCommand({
          UserName: USER_NAME,
          PolicyArn: READ_ONLY,
        }),
      ),
    'quota for PoliciesPerUser: 1',
  ],
  [
    'policiesPerRole',
    1,
    iam =>
      iam.send(
        new AttachRolePolicyCommand({
          RoleName: ROLE_NAME,
          PolicyArn: READ_ONLY,
        }),
      ),
    'quota for PoliciesPerRole: 1',
  ],
  [
    'policiesPerGroup',
    1,
    iam =>
      iam.send(
        new AttachGroupPolicyCommand({
          GroupName: GROUP_NAME,
          PolicyArn: READ_ONLY,
        }),
      ),
    'quota for PoliciesPerGroup: 1',
  ],
  [
    'groupsPerUser',
    0,
    iam =>
      iam.send(
        new AddUserToGroupCommand({
          UserName: USER_NAME,
          GroupName: GROUP_NAME,
        }),
      ),
    'quota for GroupsPerUser: 0',
  ],
  [
    'accessKeysPerUser',
    0,
    iam => iam.send(new CreateAccessKeyCommand({ UserName: USER_NAME })),
    'quota for AccessKeysPerUser: 0',
  ],
  [
    'versionsPerPolicy',
    1,
    iam =>
      iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn: POLICY,
          PolicyDocument: reading,
        }),
      ),
    'can have up to 1 versions',
  ],
  [
    'clientIdsPerProvider',
    1,
    iam =>
      iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: OPEN_ID_CONNECT_PROVIDER_ARN,
          ClientID: 'more',
        }),
      ),
    'quota for ClientIdsPerOpenIdConnectProvider: 1',
  ],
  ...(
    [
      iam => iam.send(new TagUserCommand({ UserName: USER_NAME, ...tag })),
      iam => iam.send(new TagRoleCommand({ RoleName: ROLE_NAME, ...tag })),
      iam => iam.send(new TagPolicyCommand({ PolicyArn: POLICY, ...tag })),
      iam =>
        iam.send(
          new TagOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: OPEN_ID_CONNECT_PROVIDER_ARN,
            ...tag,
          }),
        ),
    ] as Row[2][]
  ).map((call): Row => ['tags', 1, call, 'quota for TagsPerResource: 1']),
  [
    'trustPolicySize',
    300,
    iam =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: ROLE_NAME,
          PolicyDocument: AssumeRolePolicyDocument.replace(
            '}]',
            `,"Condition":{"StringEquals":{"a:b":"${'x'.repeat(300)}"}}}]`,
          ),
        }),
      ),
    'quota for ACLSizePerRole: 300',
  ],
  [
    'managedPolicySize',
    300,
    iam =>
      iam.send(
        new CreatePolicyCommand({ PolicyName: 'more', PolicyDocument: LONG }),
      ),
    'quota for PolicySize: 300',
  ],
  ...(
    [
      [
        'userPolicySize',
        iam =>
          iam.send(
            new PutUserPolicyCommand({
              UserName: USER_NAME,
              PolicyName: 'second',
              PolicyDocument: reading,
            }),
          ),
        'user',
      ],
      [
        'rolePolicySize',
        iam =>
          iam.send(
            new PutRolePolicyCommand({
              RoleName: ROLE_NAME,
              PolicyName: 'second',
              PolicyDocument: reading,
            }),
          ),
        'role',
      ],
      [
        'groupPolicySize',
        iam =>
          iam.send(
            new PutGroupPolicyCommand({
              GroupName: GROUP_NAME,
              PolicyName: 'second',
              PolicyDocument: reading,
            }),
          ),
        'group',
      ],
    ] as [keyof AccountQuotas, Row[2], string][]
  ).map(
    // Large enough that one such policy fits and a second does not.
    ([quota, call, kind]): Row => [
      quota,
      reading.length + 10,
      call,
      `bytes exceeded for ${kind} there`,
    ],
  ),
];

describe('quotas of an account', () => {
  let aws: AwsSandbox;
  let iam: IAMClient;

  async function start(quotas: Partial<AccountQuotas>) {
    aws = await startAws({ clock: new SettableClock() });
    const account = aws.createAccount({ id: OTHER, quotas });
    account.import({
      policies: [
        { name: 'there', document: allow('s3:GetObject'), tags: { a: 'b' } },
      ],
      oidcProviders: [{ url: 'https://there.example.com', tags: { a: 'b' } }],
      groups: [
        {
          name: 'there',
          attachedPolicies: ['there'],
          inlinePolicies: { p: allow('s3:GetObject') },
        },
      ],
      users: [
        {
          name: 'there',
          tags: { a: 'b' },
          attachedPolicies: ['there'],
          inlinePolicies: { p: allow('s3:GetObject') },
        },
      ],
      roles: [
        {
          name: 'there',
          tags: { a: 'b' },
          attachedPolicies: ['there'],
          inlinePolicies: { p: allow('s3:GetObject') },
          assumeRolePolicy: JSON.parse(AssumeRolePolicyDocument),
        },
      ],
    });
    iam = new IAMClient({
      endpoint: aws.endpoint,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: {
        accessKeyId: account.rootAccessKeyId,
        secretAccessKey: account.rootSecretAccessKey,
      },
    });
  }
  afterEach(async () => {
    iam.destroy();
    await aws.close();
  });

  it.each(rows)('%s', async (quota, value, call, message) => {
    await start({ [quota]: value });
    await expect(call(iam)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 409 },
    });
  });

  it.each(rows)('%s, raised', async (quota, value, call) => {
    await start({ [quota]: value + 1000 });
    await expect(call(iam)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });

  it('thumbprintsPerProvider is InvalidInput, since the call that changes them knows no LimitExceeded', async () => {
    await start({ thumbprintsPerProvider: 1 });
    const update = (count: number) =>
      iam.send(
        new UpdateOpenIDConnectProviderThumbprintCommand({
          OpenIDConnectProviderArn: OPEN_ID_CONNECT_PROVIDER_ARN,
          ThumbprintList: Array(count).fill('a'.repeat(40)),
        }),
      );
    await expect(update(1)).resolves.toBeDefined();
    await expect(update(2)).rejects.toMatchObject({
      name: 'InvalidInputException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
