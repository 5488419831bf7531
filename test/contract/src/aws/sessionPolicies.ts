import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { NotPossibleHere } from '../contract';
import { allow } from './documents';
import { fetched, outcome } from './outcome';
import { api, from } from './rows';
import {
  s3,
  reading,
  writing,
  read,
  whoAmI,
  S3_ERRORS,
  EVALUATION,
  RoleSession,
} from './sessions';

export const droppedToken = from<RoleSession>(S3_ERRORS, [
  [
    'ses.link-token-dropped',
    "a link of a session's key without its token is refused",
    async context => {
      const url = new URL(await getSignedUrl(s3(context), reading(context)));
      url.searchParams.delete('X-Amz-Security-Token');
      return fetched(url.href);
    },
    'InvalidAccessKeyId/403',
  ],
]);

export const sessionPolicies = [
  ...from<RoleSession>(EVALUATION, [
    [
      'ses.session-policy',
      'a session has only what its own policy allows too',
      async context => {
        const { account, roleArn, bucket } = context;
        const session = await account.session(roleArn, {
          Policy: allow('s3:GetObject', `arn:aws:s3:::${bucket}/in/*`),
        });
        await account.s3().send(writing(context, 'in/b'));
        return [
          await read({ ...context, session }, 'in/b'),
          await read({ ...context, session }),
        ];
      },
      ['ok', 'AccessDenied/403'],
    ],
    [
      'ses.deny-all',
      'a session that denies itself everything still knows who it is',
      async context => {
        const session = await context.account.session(context.roleArn, {
          Policy: allow('*').replace('Allow', 'Deny'),
        });
        return [
          await read({ ...context, session }),
          await whoAmI(context.account, session),
        ];
      },
      ['AccessDenied/403', 'ok'],
    ],
  ]),
  ...from<RoleSession>(api('STS', 'AssumeRoleWithWebIdentity'), [
    [
      'ses.session-policy-malformed',
      'a policy of the session has statements',
      ({ account, roleArn }) =>
        outcome(account.session(roleArn, { Policy: '{}' })),
      'MalformedPolicyDocument/400',
    ],
  ]),
];

/** Only in a world whose clock can be set. */
export const endOfSession = from<RoleSession>(
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
  [
    [
      'ses.expired',
      'a session ends after its time, with a code of its own for S3 and for STS',
      async context => {
        const { account } = context;
        if (!account.world.advance) {
          throw new NotPossibleHere('the clock cannot be set');
        }
        const hour = 3_601_000;
        account.world.advance(hour);
        try {
          return [
            await read(context, undefined, account.s3(context.session, hour)),
            await outcome(
              account
                .sts(context.session, hour)
                .send(new GetCallerIdentityCommand({})),
            ),
          ];
        } finally {
          account.world.advance(-hour);
        }
      },
      ['ExpiredToken/400', 'ExpiredToken/403'],
    ],
  ],
);
