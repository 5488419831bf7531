import fc from 'fast-check';
import { NamedPolicy, Statement } from '../policy';
import { assessBlastRadius } from './assessBlastRadius';
import { ESCALATION_PATHS } from './escalationPaths';

const policy = (...statements: Statement[]): NamedPolicy => ({
  name: 'p',
  document: { Version: '2012-10-17', Statement: statements },
});
const statement =
  (Effect: Statement['Effect']) =>
  (
    Action: string | string[],
    Resource: string | string[] = '*',
  ): Statement => ({
    Effect,
    Action,
    Resource,
  });
const allow = statement('Allow');
const deny = statement('Deny');
const whenMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

describe('assessBlastRadius', () => {
  it.each<[string, Statement[], string]>([
    ['nothing', [], 'none'],
    ['everything', [allow('*')], 'admin'],
    ['everything, spelt otherwise', [allow('*:*')], 'admin'],
    [
      'everything but billing',
      [{ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' }],
      'admin',
    ],
    ['all of it, by name of service', [allow(['iam:*', 's3:*'])], 'escalation'],
    [
      'PowerUserAccess',
      [
        {
          Effect: 'Allow',
          NotAction: ['iam:*', 'organizations:*', 'account:*'],
          Resource: '*',
        },
      ],
      'escalation',
    ],
    ['a bucket', [allow('s3:*', 'arn:aws:s3:::a/*')], 'write'],
    [
      'objects of a bucket',
      [allow('s3:GetObject', 'arn:aws:s3:::a/*')],
      'read',
    ],
    [
      'reading of all',
      [allow(['s3:Get*', 's3:List*', 'ec2:Describe*'])],
      'read',
    ],
    ['all, and all denied', [allow('*'), deny('*')], 'none'],
    [
      'a bucket, and that denied',
      [allow('s3:*', 'arn:aws:s3:::a/*'), deny('s3:*', 'arn:aws:s3:::a*')],
      'none',
    ],
    [
      'all with a condition is not called admin',
      [{ ...allow('*'), Condition: whenMfa }],
      'write',
    ],
    [
      'a Deny with a condition does not help',
      [allow('*'), { ...deny('*'), Condition: whenMfa }],
      'admin',
    ],
  ])('%s', (_name, statements, level) => {
    expect(assessBlastRadius([policy(...statements)]).level).toBe(level);
  });

  it('names services and buckets', () => {
    expect(
      assessBlastRadius([
        policy(
          allow(
            ['s3:GetObject', 's3:PutObject'],
            ['arn:aws:s3:::images/*', 'arn:aws:s3:::images-old/*'],
          ),
          allow('SQS:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q'),
        ),
      ]),
    ).toEqual({
      level: 'write',
      services: ['s3', 'sqs'],
      buckets: ['images', 'images-old'],
      escalations: [],
      conditional: false,
    });
  });

  it('says * once for all buckets', () => {
    const { buckets, services } = assessBlastRadius([
      policy(allow('s3:*'), allow('s3:GetObject', 'arn:aws:s3:::a/*')),
    ]);
    expect({ buckets, services }).toEqual({ buckets: ['*'], services: ['s3'] });
  });

  it.each(ESCALATION_PATHS.map(path => [path.id, path] as const))(
    'finds %s, and not when one of its steps is missing or denied',
    (id, { steps }) => {
      const actions = steps.map(([action]) => action);
      const found = (statements: Statement[]) =>
        assessBlastRadius([policy(...statements)]).escalations.map(
          each => each.id,
        );
      expect(found([allow(actions)])).toContain(id);
      expect(found([allow(actions), deny(actions[0])])).not.toContain(id);
      expect(found([allow(actions.slice(1))])).not.toContain(id);
    },
  );

  it('a boundary limits', () => {
    const boundary = policy(allow('s3:*', 'arn:aws:s3:::images*'));
    expect(assessBlastRadius([policy(allow('*'))], boundary)).toEqual({
      level: 'write',
      services: ['*'],
      buckets: ['images*'],
      escalations: [],
      conditional: true,
    });
    expect(
      assessBlastRadius([policy(allow('ec2:RunInstances'))], boundary).level,
    ).toBe('none');
  });

  it('never shrinks by a further Allow', () => {
    const order = ['none', 'read', 'write', 'escalation', 'admin'];
    const action = fc.constantFrom(
      '*',
      's3:*',
      's3:Get*',
      's3:PutObject',
      'iam:*',
      'iam:PassRole',
      'lambda:*',
      'ec2:Describe*',
    );
    const resource = fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::b');
    const any = fc.record({
      Effect: fc.constantFrom<Statement['Effect']>('Allow', 'Deny'),
      Action: action,
      Resource: resource,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), action, (some, more) => {
        const before = assessBlastRadius([policy(...some)]);
        const after = assessBlastRadius([policy(...some, allow(more))]);
        expect(order.indexOf(after.level)).toBeGreaterThanOrEqual(
          order.indexOf(before.level),
        );
      }),
    );
  });
});
