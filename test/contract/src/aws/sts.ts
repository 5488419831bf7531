import {
  CreateRoleCommand,
  ListRolesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { Credentials, Reader, TestAccount } from './account';
import { allow, policyOf } from './documents';
import { fetched, outcome } from './outcome';
import { api, from } from './rows';

const IAM_ERRORS =
  'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';

const identity = (account: TestAccount, as?: Credentials, offset = 0) =>
  account.sts(as, offset).send(new GetCallerIdentityCommand({}));

const wrongSecret = (as: Credentials): Credentials => ({
  ...as,
  secretAccessKey: 'x'.repeat(40),
});

/** Makes a role that trusts the given principal; by default, its account. */
async function trusting(account: TestAccount, AWS = account.arn('root')) {
  const { Role } = await account.iam.send(
    new CreateRoleCommand({
      RoleName: account.name('role'),
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { AWS },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  return Role!.Arn!;
}

const assume = ({ account, reader }: Reader, RoleArn: string) =>
  outcome(
    account
      .sts(reader)
      .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' })),
  );

const mayAssume = ({ account, reader }: Reader, arn: string) =>
  account.iam.send(
    new PutUserPolicyCommand({
      UserName: reader.userName,
      PolicyName: 'assume',
      PolicyDocument: allow('sts:AssumeRole', arn),
    }),
  );

/** Makes a role that trusts a single user without rights of its own. */
async function trustedFriend(account: TestAccount) {
  const other = new TestAccount(account.world);
  const friend = await other.reader('nothing-at-all');
  const arn = await trusting(account, account.arn(`user/${friend.userName}`));
  return { friend, arn };
}

export const sts = [
  ...from<Reader>(api('STS', 'GetCallerIdentity'), [
    [
      'sts.identity-admin',
      'the administrator is of this account',
      async ({ account }) =>
        (await identity(account)).Account === account.world.aws.accountId,
      true,
    ],
    [
      'sts.identity',
      'a user needs no right to ask who it is',
      async ({ account, reader }) =>
        (await identity(account, reader)).Arn ===
        account.arn(`user/${reader.userName}`),
      true,
    ],
  ]),
  ...from<Reader>(IAM_ERRORS, [
    [
      'sts.wrong-secret',
      'a wrong secret is a wrong signature to STS',
      ({ account, reader }) => outcome(identity(account, wrongSecret(reader))),
      'SignatureDoesNotMatch/403',
    ],
    [
      'iam.wrong-secret',
      'a wrong secret is a wrong signature to IAM',
      ({ account, reader }) =>
        outcome(
          account.iamAs(wrongSecret(reader)).send(new ListRolesCommand({})),
        ),
      'SignatureDoesNotMatch/403',
    ],
    [
      'sts.unknown-key',
      'a key that nobody has is an invalid token',
      ({ account }) =>
        outcome(
          identity(account, {
            accessKeyId: `${['AK', 'IA'].join('')}NOBODYHASTHIS234`,
            secretAccessKey: 'x'.repeat(40),
          }),
        ),
      'InvalidClientTokenId/403',
    ],
    [
      'sts.skewed',
      'a clock that is an hour off is a wrong signature to STS',
      ({ account, reader }) => outcome(identity(account, reader, 3600_000)),
      'SignatureDoesNotMatch/403',
    ],
  ]),
  ...from<Reader>(api('STS', 'AssumeRole'), [
    [
      'assume.ok',
      'a user takes a role that trusts its account, with a right of its own',
      async context => {
        const arn = await trusting(context.account);
        const before = await assume(context, arn);
        await mayAssume(context, arn);
        return [before, await assume(context, arn)];
      },
      ['AccessDenied/403', 'ok'],
    ],
    [
      'assume.denied',
      'a right alone is not enough where the role does not trust',
      async context => {
        const { arn } = await trustedFriend(context.account);
        await mayAssume(context, arn);
        return assume(context, arn);
      },
      'AccessDenied/403',
    ],
    [
      'assume.no-role',
      'a role that is not there is refused like one that does not trust',
      async context => {
        const arn = context.account.arn(`role/${context.account.name('none')}`);
        await mayAssume(context, arn);
        return assume(context, arn);
      },
      'AccessDenied/403',
    ],
  ]),
];

/** A call without a signature, and one with an unnecessary signature. */
export const unsigned = from<Reader>(IAM_ERRORS, [
  [
    'sts.unsigned',
    'STS misses the token of a call without a signature',
    async ({ account }) => {
      const response = await fetch(account.world.aws.endpoint, {
        method: 'POST',
        body: new URLSearchParams({
          Action: 'GetCallerIdentity',
          Version: '2011-06-15',
        }),
      });
      const code = /<Code>(\w+)</.exec(await response.text())?.[1];
      return `${code}/${response.status}`;
    },
    'MissingAuthenticationToken/403',
  ],
  [
    'iam.unsigned',
    'IAM misses the token of a call without a signature',
    ({ account }) =>
      fetched(
        `${account.world.aws.endpoint}/?Action=ListRoles&Version=2010-05-08`,
      ),
    'MissingAuthenticationToken/403',
  ],
]);

export const namedByTrust = from<Reader>(
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  [
    [
      'assume.named',
      'a trust policy that names the user itself is enough within one account',
      async context => {
        const { friend, arn } = await trustedFriend(context.account);
        return assume({ ...context, reader: friend }, arn);
      },
      'ok',
    ],
  ],
);
