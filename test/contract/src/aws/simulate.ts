import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { Reader } from './account';
import { allow } from './documents';
import { outcome } from './outcome';
import { api, from } from './rows';

const RESULT = api('IAM', 'SimulatePrincipalPolicy').replace(
  'API_SimulatePrincipalPolicy',
  'API_EvaluationResult',
);

const simulate = (
  { account, reader }: Reader,
  ResourceArns: string[],
  more: Partial<
    ConstructorParameters<typeof SimulatePrincipalPolicyCommand>[0]
  > = {},
) =>
  account.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: account.arn(`user/${reader.userName}`),
      ActionNames: ['s3:GetObject'],
      ResourceArns,
      ...more,
    }),
  );

const object = ({ bucket }: Reader, key = 'a.txt') =>
  `arn:aws:s3:::${bucket}/${key}`;

export const simulation = from<Reader>(api('IAM', 'SimulatePrincipalPolicy'), [
  [
    'sim.allowed',
    'what the policies of a user allow and what they do not',
    async context => {
      const { EvaluationResults } = await simulate(context, [object(context)], {
        ActionNames: ['s3:GetObject', 's3:PutObject'],
      });
      return EvaluationResults!.map(({ EvalActionName, EvalDecision }) => [
        EvalActionName,
        EvalDecision,
      ]);
    },
    [
      ['s3:GetObject', 'allowed'],
      ['s3:PutObject', 'implicitDeny'],
    ],
  ],
]);

/** The policy that decided, and the position of the statement. */
export const simulationDetails = [
  ...from<Reader>(api('IAM', 'SimulatePrincipalPolicy'), [
    [
      'sim.denied',
      'a Deny is explicit, and the only statement that is told',
      async context => {
        await context.account.iam.send(
          new PutUserPolicyCommand({
            UserName: context.reader.userName,
            PolicyName: 'never',
            PolicyDocument: allow('s3:*').replace('Allow', 'Deny'),
          }),
        );
        const { EvaluationResults } = await simulate(context, [
          object(context),
        ]);
        const [{ EvalDecision, MatchedStatements }] = EvaluationResults!;
        return [
          EvalDecision,
          MatchedStatements?.map(
            ({ SourcePolicyId }) =>
              SourcePolicyId === `user_${context.reader.userName}_never`,
          ),
        ];
      },
      ['explicitDeny', [true]],
    ],
  ]),
  ...from<Reader>(RESULT, [
    [
      'sim.matched',
      'a statement that decided is told with its policy and place',
      async context => {
        const text = JSON.stringify(JSON.parse(allow('s3:PutObject')), null, 4);
        const { Policy } = await context.account.iam.send(
          new CreatePolicyCommand({
            PolicyName: context.account.name('put'),
            PolicyDocument: text,
          }),
        );
        await context.account.iam.send(
          new AttachUserPolicyCommand({
            UserName: context.reader.userName,
            PolicyArn: Policy!.Arn,
          }),
        );
        const { EvaluationResults } = await simulate(
          context,
          [object(context)],
          { ActionNames: ['s3:PutObject'] },
        );
        return EvaluationResults![0].MatchedStatements?.map(
          ({ SourcePolicyId, StartPosition, EndPosition }) => [
            SourcePolicyId === context.account.name('put'),
            StartPosition,
            EndPosition,
          ],
        );
      },
      // After the bracket in line 3, and after the brace in line 8.
      [[true, { Line: 3, Column: 19 }, { Line: 8, Column: 10 }]],
    ],
    [
      'sim.resources',
      'one result an action, as strict as the strictest resource, with each resource inside',
      async context => {
        const { EvaluationResults } = await simulate(context, [
          object(context),
          'arn:aws:s3:::another-bucket/a.txt',
        ]);
        return EvaluationResults!.map(result => [
          result.EvalDecision,
          result.ResourceSpecificResults?.map(
            ({ EvalResourceDecision }) => EvalResourceDecision,
          ),
        ]);
      },
      [['implicitDeny', ['allowed', 'implicitDeny']]],
    ],
    [
      'sim.boundary',
      'a boundary that does not allow is told',
      async context => {
        await context.account.iam.send(
          new PutUserPermissionsBoundaryCommand({
            UserName: context.reader.userName,
            PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
          }),
        );
        const { EvaluationResults } = await simulate(context, [
          object(context),
        ]);
        const [{ EvalDecision, PermissionsBoundaryDecisionDetail }] =
          EvaluationResults!;
        return [EvalDecision, PermissionsBoundaryDecisionDetail];
      },
      ['implicitDeny', { AllowedByPermissionsBoundary: false }],
    ],
  ]),
  ...from<Reader>(api('IAM', 'SimulateCustomPolicy'), [
    [
      'sim.custom',
      'a condition on a key that was not given is a missing value, and is met when it is given',
      async ({ account }) => {
        const ask = async (ContextEntries?: object[]) => {
          const { EvaluationResults } = await account.iam.send(
            new SimulateCustomPolicyCommand({
              PolicyInputList: [
                allow('s3:ListBucket', '*', {
                  Condition: { StringLike: { 's3:prefix': 'in/*' } },
                }),
              ],
              ActionNames: ['s3:ListBucket'],
              ContextEntries,
            }),
          );
          const [{ EvalDecision, MissingContextValues }] = EvaluationResults!;
          return [EvalDecision, MissingContextValues];
        };
        return [
          await ask(),
          await ask([
            {
              ContextKeyName: 's3:prefix',
              ContextKeyType: 'string',
              ContextKeyValues: ['in/a'],
            },
          ]),
        ];
      },
      [
        ['implicitDeny', ['s3:prefix']],
        ['allowed', []],
      ],
    ],
    [
      'sim.resource-policy',
      'a policy of the resource that names the caller is enough within one account',
      async ({ account, reader, bucket }) => {
        const CallerArn = account.arn(`user/${reader.userName}`);
        const { EvaluationResults } = await account.iam.send(
          new SimulateCustomPolicyCommand({
            PolicyInputList: [allow('iam:GetUser')],
            ActionNames: ['s3:PutObject'],
            ResourceArns: [`arn:aws:s3:::${bucket}/b`],
            ResourcePolicy: allow('s3:PutObject', `arn:aws:s3:::${bucket}/*`, {
              Principal: { AWS: CallerArn },
            }),
            CallerArn,
          }),
        );
        return EvaluationResults![0].EvalDecision;
      },
      'allowed',
    ],
    [
      'sim.malformed',
      'a policy that is none is InvalidInput',
      ({ account }) =>
        outcome(
          account.iam.send(
            new SimulateCustomPolicyCommand({
              PolicyInputList: ['{}'],
              ActionNames: ['s3:ListBucket'],
            }),
          ),
        ),
      'InvalidInput/400',
    ],
  ]),
  ...from<Reader>(api('IAM', 'SimulatePrincipalPolicy'), [
    [
      'sim.missing',
      'a user that is not there is NoSuchEntity',
      ({ account }) =>
        outcome(
          account.iam.send(
            new SimulatePrincipalPolicyCommand({
              PolicySourceArn: account.arn(`user/${account.name('none')}`),
              ActionNames: ['s3:GetObject'],
            }),
          ),
        ),
      'NoSuchEntity/404',
    ],
  ]),
];
