import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  GenerateServiceLastAccessedDetailsCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { outcome } from './outcome';
import { api, from } from './rows';
import { RoleSession } from './sessions';

const LOOKUP =
  'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html';
const IDENTITY =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html';

const events = async (
  { account }: RoleSession,
  AttributeKey: 'AccessKeyId' | 'EventName',
  AttributeValue: string,
  region?: string,
) => {
  const { Events } = await account.cloudTrail(undefined, region).send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey, AttributeValue }],
    }),
  );
  return Events ?? [];
};

/** Makes a call with the session that is a management event of its region. */
const whoAmI = ({ account, session }: RoleSession) =>
  account.sts(session).send(new GetCallerIdentityCommand({}));

export const trail = from<RoleSession>(LOOKUP, [
  [
    'evidence.cloudtrail-key',
    'calls are found by the access key that signed them',
    async context => {
      const key = context.session.accessKeyId;
      const before = await events(context, 'AccessKeyId', key);
      await whoAmI(context);
      const after = await events(context, 'AccessKeyId', key);
      return [
        before.length,
        after.map(({ AccessKeyId }) => AccessKeyId === key),
      ];
    },
    [0, [true]],
  ],
]);

export const trailDetails = [
  ...from<RoleSession>(LOOKUP, [
    [
      'evidence.cloudtrail',
      'an event has the name of its action, its source and who called',
      async context => {
        await whoAmI(context);
        const [event] = await events(
          context,
          'AccessKeyId',
          context.session.accessKeyId,
        );
        const { userIdentity } = JSON.parse(event.CloudTrailEvent!);
        return [
          event.EventName,
          event.EventSource,
          event.ReadOnly,
          userIdentity.type,
          userIdentity.sessionContext?.sessionIssuer?.userName ===
            context.roleName,
        ];
      },
      ['GetCallerIdentity', 'sts.amazonaws.com', 'true', 'AssumedRole', true],
    ],
    [
      'evidence.cloudtrail-one-attribute',
      'one attribute is all that can be looked for at once',
      ({ account }) =>
        outcome(
          account.cloudTrail().send(
            new LookupEventsCommand({
              LookupAttributes: [
                { AttributeKey: 'EventName', AttributeValue: 'A' },
                { AttributeKey: 'Username', AttributeValue: 'b' },
              ],
            }),
          ),
        ),
      'InvalidLookupAttributesException/400',
    ],
    [
      'evidence.cloudtrail-results',
      'a page has fifty events at most',
      ({ account }) =>
        outcome(
          account
            .cloudTrail()
            .send(new LookupEventsCommand({ MaxResults: 51 })),
        ),
      'InvalidMaxResultsException/400',
    ],
  ]),
  ...from<RoleSession>(
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html',
    [
      [
        'evidence.cloudtrail-global',
        'events of IAM are those of us-east-1, wherever the caller is',
        async context => {
          const { account, session } = context;
          await outcome(account.iamAs(session).send(new ListRolesCommand({})));
          const find = async (region: string) =>
            (await events(context, 'AccessKeyId', session.accessKeyId, region))
              .map(({ EventName }) => EventName)
              .filter(name => name === 'ListRoles');
          return [
            await find('us-east-1'),
            await find(account.world.aws.region),
          ];
        },
        [['ListRoles'], []],
      ],
    ],
  ),
  ...from<RoleSession>(IDENTITY, [
    [
      'evidence.cloudtrail-web-identity',
      'an exchange of a token tells its subject and provider',
      async context => {
        const found = (
          await events(context, 'EventName', 'AssumeRoleWithWebIdentity')
        ).map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent!));
        const own = found.find(
          ({ requestParameters }) =>
            requestParameters?.roleArn === context.roleArn,
        );
        return {
          type: own?.userIdentity.type,
          userName: own?.userIdentity.userName,
          provider:
            own?.userIdentity.identityProvider ===
            (await context.account.provider()),
        };
      },
      {
        type: 'WebIdentityUser',
        userName: 'system:serviceaccount:default:default',
        provider: true,
      },
    ],
  ]),
];

export const lastAccessed = [
  ...from<RoleSession>(api('IAM', 'GetServiceLastAccessedDetails'), [
    [
      'evidence.service-last-accessed',
      'a service is accessed when a session of the role calls it',
      async context => {
        const { account, bucket: Bucket, roleArn: Arn } = context;
        const report = async () => {
          const { JobId } = await account.iam.send(
            new GenerateServiceLastAccessedDetailsCommand({ Arn }),
          );
          const { ServicesLastAccessed } = await account.iam.send(
            new GetServiceLastAccessedDetailsCommand({ JobId }),
          );
          const s3 = ServicesLastAccessed!.find(
            ({ ServiceNamespace }) => ServiceNamespace === 's3',
          );
          return s3?.LastAuthenticated instanceof Date;
        };
        const before = await report();
        await account
          .s3(context.session)
          .send(new GetObjectCommand({ Bucket, Key: 'a.txt' }));
        return [before, await report()];
      },
      [false, true],
    ],
  ]),
  ...from<RoleSession>(api('IAM', 'GetRole'), [
    [
      'evidence.role-last-used',
      'a role is used when a session of it calls something',
      async context => {
        const used = async () =>
          (
            await context.account.iam.send(
              new GetRoleCommand({ RoleName: context.roleName }),
            )
          ).Role!.RoleLastUsed?.LastUsedDate instanceof Date;
        const before = await used();
        await whoAmI(context);
        return [before, await used()];
      },
      [false, true],
    ],
  ]),
  ...from<RoleSession>(api('IAM', 'GenerateServiceLastAccessedDetails'), [
    [
      'evidence.last-accessed-missing',
      'an entity that is not there is NoSuchEntity',
      ({ account }) =>
        outcome(
          account.iam.send(
            new GenerateServiceLastAccessedDetailsCommand({
              Arn: account.arn(`role/${account.name('none')}`),
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
];
