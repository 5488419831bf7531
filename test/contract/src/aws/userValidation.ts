import {
  CreateUserCommand,
  DeleteGroupCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { TestAccount } from './account';
import { outcome } from './outcome';
import { api, from } from './rows';
import { user, key, member, lastUsed } from './users';

/** Users, keys and groups that IAM refuses. */
export const userValidation = [
  ...from<TestAccount>(
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    [
      [
        'key.limit',
        'a user has two keys at most',
        async account => {
          const UserName = await user(account);
          await key(account, UserName);
          await key(account, UserName);
          return outcome(key(account, UserName));
        },
        'LimitExceeded/409',
      ],
    ],
  ),
  ...from<TestAccount>(api('IAM', 'DeleteGroup'), [
    [
      'group.delete-conflict',
      'a group does not go while it has members',
      async account => {
        const { GroupName } = await member(account);
        return outcome(account.iam.send(new DeleteGroupCommand({ GroupName })));
      },
      'DeleteConflict/409',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'CreateUser'), [
    [
      'user.bad-name',
      'a name has no blank',
      account =>
        outcome(account.iam.send(new CreateUserCommand({ UserName: 'a b' }))),
      'ValidationError/400',
    ],
  ]),
  ...from<TestAccount>(api('IAM', 'UpdateAccessKey'), [
    [
      'key.bad-status',
      'a key is active or inactive',
      async account => {
        const UserName = await user(account);
        const { accessKeyId: AccessKeyId } = await key(account, UserName);
        return outcome(
          account.iam.send(
            new UpdateAccessKeyCommand({
              UserName,
              AccessKeyId,
              Status: 'Retired' as never,
            }),
          ),
        );
      },
      'ValidationError/400',
    ],
  ]),
];

export const lastUse = from<TestAccount>(api('IAM', 'GetAccessKeyLastUsed'), [
  [
    'key.last-used',
    'a signed call is the last use of its key, with service and region',
    async account => {
      const credentials = await key(account, await user(account));
      await account.sts(credentials).send(new GetCallerIdentityCommand({}));
      return lastUsed(account, credentials.accessKeyId);
    },
    {
      LastUsedDate: expect.any(Date),
      ServiceName: 'sts',
      Region: expect.stringMatching(/^[a-z]+-[a-z]+-\d$/),
    },
  ],
]);
