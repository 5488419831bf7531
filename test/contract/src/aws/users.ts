import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  paginateGetAccountAuthorizationDetails,
  RemoveUserFromGroupCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Credentials, TestAccount } from './account';
import { outcome } from './outcome';
import { api, from } from './rows';

const UNKNOWN_KEY = `${['AK', 'IA'].join('')}NOBODYHASTHIS234`;
const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

export async function user(account: TestAccount): Promise<string> {
  const UserName = account.name('user');
  await account.iam.send(new CreateUserCommand({ UserName }));
  return UserName;
}

export async function key(
  account: TestAccount,
  UserName: string,
): Promise<Credentials> {
  const { AccessKey } = await account.iam.send(
    new CreateAccessKeyCommand({ UserName }),
  );
  return {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
}

/** A user in a group. */
export async function member(account: TestAccount) {
  const UserName = await user(account);
  const GroupName = account.name('group');
  await account.iam.send(new CreateGroupCommand({ GroupName }));
  await account.iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  return { UserName, GroupName };
}

export const lastUsed = async (account: TestAccount, AccessKeyId: string) =>
  (await account.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })))
    .AccessKeyLastUsed;

export const users = [
  ...from<TestAccount>(api('IAM', 'CreateUser'), [
    [
      'user.create',
      'a user has an ARN and an id of its own',
      async account => {
        const UserName = await user(account);
        const { User } = await account.iam.send(
          new GetUserCommand({ UserName }),
        );
        return [User!.Arn === account.arn(`user/${UserName}`), User!.UserId];
      },
      [true, expect.stringMatching(/^AIDA[A-Z0-9]{17}$/)],
    ],
    [
      'user.duplicate',
      'a name that is taken is EntityAlreadyExists',
      async account => {
        await user(account);
        return outcome(user(account));
      },
      'EntityAlreadyExists/409',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'AttachUserPolicy'), [
    [
      'user.attached',
      'an attached policy is listed',
      async account => {
        const UserName = await user(account);
        await account.iam.send(
          new AttachUserPolicyCommand({ UserName, PolicyArn: READ_ONLY }),
        );
        return (
          await account.iam.send(
            new ListAttachedUserPoliciesCommand({ UserName }),
          )
        ).AttachedPolicies!.map(({ PolicyArn }) => PolicyArn);
      },
      [READ_ONLY],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DeleteUser'), [
    [
      'user.delete-conflict',
      'a user with a key does not go, one without does',
      async account => {
        const UserName = await user(account);
        const { accessKeyId: AccessKeyId } = await key(account, UserName);
        const remove = () =>
          outcome(account.iam.send(new DeleteUserCommand({ UserName })));
        const first = await remove();
        await account.iam.send(
          new DeleteAccessKeyCommand({ UserName, AccessKeyId }),
        );
        return [first, await remove(), await remove()];
      },
      ['DeleteConflict/409', 'ok', 'NoSuchEntity/404'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'CreateAccessKey'), [
    [
      'key.create',
      'a key of a user begins with AKIA and is active',
      async account => {
        const UserName = await user(account);
        await key(account, UserName);
        const { AccessKeyMetadata } = await account.iam.send(
          new ListAccessKeysCommand({ UserName }),
        );
        return AccessKeyMetadata!.map(({ AccessKeyId, Status }) => [
          AccessKeyId,
          Status,
        ]);
      },
      [[expect.stringMatching(/^AKIA[A-Z0-9]{16}$/), 'Active']],
    ],
    [
      'key.list',
      'two keys of one user are listed with their states',
      async account => {
        const UserName = await user(account);
        const { accessKeyId: AccessKeyId } = await key(account, UserName);
        await key(account, UserName);
        await account.iam.send(
          new UpdateAccessKeyCommand({
            UserName,
            AccessKeyId,
            Status: 'Inactive',
          }),
        );
        const { AccessKeyMetadata } = await account.iam.send(
          new ListAccessKeysCommand({ UserName }),
        );
        return AccessKeyMetadata!.map(({ Status }) => Status).sort();
      },
      ['Active', 'Inactive'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'GetAccessKeyLastUsed'), [
    [
      'key.never-used',
      'a key that was never used says N/A and no date',
      async account => {
        const { accessKeyId } = await key(account, await user(account));
        return lastUsed(account, accessKeyId);
      },
      { ServiceName: 'N/A', Region: 'N/A' },
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'UpdateAccessKey'), [
    [
      'key.update-missing',
      'a key that is not there cannot be changed',
      async account =>
        outcome(
          account.iam.send(
            new UpdateAccessKeyCommand({
              UserName: await user(account),
              AccessKeyId: UNKNOWN_KEY,
              Status: 'Inactive',
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
    [
      'key.other-still-works',
      "the user's other key still works when one is inactive",
      async account => {
        const UserName = await user(account);
        const [one, other] = [
          await key(account, UserName),
          await key(account, UserName),
        ];
        await account.iam.send(
          new UpdateAccessKeyCommand({
            UserName,
            AccessKeyId: one.accessKeyId,
            Status: 'Inactive',
          }),
        );
        const ask = (as: Credentials) =>
          outcome(account.sts(as).send(new GetCallerIdentityCommand({})));
        return [await ask(one), await ask(other)];
      },
      ['InvalidClientTokenId/403', 'ok'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'DeleteAccessKey'), [
    [
      'key.delete-missing',
      'a key that is not there cannot be deleted',
      async account =>
        outcome(
          account.iam.send(
            new DeleteAccessKeyCommand({
              UserName: await user(account),
              AccessKeyId: UNKNOWN_KEY,
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'CreateGroup'), [
    [
      'group.crud',
      'a group has members, and goes when it has none',
      async account => {
        const { UserName, GroupName } = await member(account);
        const { Groups } = await account.iam.send(
          new ListGroupsForUserCommand({ UserName }),
        );
        await account.iam.send(
          new RemoveUserFromGroupCommand({ GroupName, UserName }),
        );
        return [
          Groups!.map(item => item.GroupName === GroupName),
          await outcome(
            account.iam.send(new DeleteGroupCommand({ GroupName })),
          ),
        ];
      },
      [[true], 'ok'],
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'GetAccountAuthorizationDetails'), [
    [
      'account.details',
      'the details of an account have the user with its policies',
      async account => {
        const UserName = await user(account);
        await account.iam.send(
          new AttachUserPolicyCommand({ UserName, PolicyArn: READ_ONLY }),
        );
        for await (const page of paginateGetAccountAuthorizationDetails(
          { client: account.iam },
          { Filter: ['User'] },
        )) {
          const found = page.UserDetailList!.find(
            item => item.UserName === UserName,
          );
          if (found) {
            return found.AttachedManagedPolicies!.map(
              ({ PolicyArn }) => PolicyArn,
            );
          }
        }
        return 'not found';
      },
      [READ_ONLY],
    ],
  ]),
];
