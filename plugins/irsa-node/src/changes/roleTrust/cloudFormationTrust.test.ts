import { ChangeImpossibleError } from '../types';
import { changeRoleTrust } from './changeRoleTrust';

const HOST = 'oidc.example.com';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const policy = (subject: string, operator = 'StringLike') => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { [operator]: { [`${HOST}:sub`]: subject } },
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const WIDE = policy('system:serviceaccount:shop:*');
const NARROW = policy('system:serviceaccount:shop:orders');
const ALONE = { ...NARROW, Statement: NARROW.Statement.slice(0, 1) };

const YAML = `# Kept by team-shop
Resources:
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: orders # as in IAM
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Federated: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${HOST}
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringLike:
                ${HOST}:sub: system:serviceaccount:shop:* # all of them
          - Effect: Allow
            Principal: { Service: ec2.amazonaws.com }
            Action: sts:AssumeRole
      Tags: !Ref Tags
  Other:
    Type: AWS::SNS::Topic
`;
const SUB = `Resources:
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: orders
      AssumeRolePolicyDocument: !Sub |
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": {
                "Federated": "arn:aws:iam::\${AWS::AccountId}:oidc-provider/\${Issuer}"
              },
              "Action": "sts:AssumeRoleWithWebIdentity",
              "Condition": {
                "StringLike": {
                  "\${Issuer}:sub": "system:serviceaccount:shop:*"
                }
              }
            },
            {
              "Effect": "Allow",
              "Principal": { "Service": "ec2.amazonaws.com" },
              "Action": "sts:AssumeRole"
            }
          ]
        }
      Path: /
`;
const JSON_TEMPLATE = `${JSON.stringify(
  {
    Resources: {
      OrdersRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'orders',
          AssumeRolePolicyDocument: WIDE,
        },
      },
    },
  },
  null,
  4,
)}\n`;

const change = (
  files: Record<string, string>,
  {
    after = NARROW as unknown,
    logicalId = undefined as string | undefined,
  } = {},
) =>
  changeRoleTrust(
    Object.entries(files).map(([path, content]) => ({ path, content })),
    {
      form: 'cloudformation',
      roleName: 'orders',
      roleArn: 'arn:aws:iam::111122223333:role/orders',
      logicalId,
      before: JSON.stringify(WIDE),
      after: JSON.stringify(after),
    },
  );
const refusal = (...given: Parameters<typeof change>) => {
  try {
    change(...given);
  } catch (error) {
    return (error as ChangeImpossibleError).code;
  }
  return undefined;
};

describe('the trust policy of a role in CloudFormation', () => {
  it.each([
    ['YAML', 'role.yaml', YAML],
    ['a text by Fn::Sub', 'role.yaml', SUB],
    ['JSON', 'role.json', JSON_TEMPLATE],
  ])('is changed in %s, and nothing else is', (_, path, content) => {
    const changed = change({ [path]: content, 'deploy.yaml': 'kind: Role\n' });
    expect(changed.path).toBe(path);
    expect(changed.content).toBe(content.replace('shop:*', 'shop:orders'));
    expect(JSON.parse(changed.policy)).toEqual(NARROW);
  });

  it('loses a statement in YAML', () => {
    expect(change({ 'a.yml': YAML }, { after: ALONE }).content).toBe(
      YAML.replace('shop:*', 'shop:orders').replace(
        / {10}- Effect: Allow\n {12}Principal: \{[^]*?AssumeRole\n/,
        '',
      ),
    );
  });

  it('loses a statement in JSON', () => {
    const { content } = change({ 'a.json': JSON_TEMPLATE }, { after: ALONE });
    const template = JSON.parse(content);
    const { Properties } = template.Resources.OrdersRole;
    expect(Properties.AssumeRolePolicyDocument).toEqual(ALONE);
    expect(content).toBe(`${JSON.stringify(template, null, 4)}\n`);
  });

  it('gets another operator in JSON, laid out as the rest', () => {
    const after = policy('system:serviceaccount:shop:orders', 'StringEquals');
    const { content } = change({ 'a.json': JSON_TEMPLATE }, { after });
    expect(content).toBe(`${JSON.stringify(JSON.parse(content), null, 4)}\n`);
  });

  it('is found by its name in the template, where the tags say it', () => {
    const unnamed = YAML.replace('RoleName: orders', 'RoleName: !Ref Name');
    const files = { 'a.yaml': unnamed };
    expect(change(files, { logicalId: 'OrdersRole' }).content).toContain(
      'shop:orders',
    );
    expect(refusal(files)).toBe('variable');
    expect(refusal(files, { logicalId: 'Other' })).toBe('notFound');
  });

  it.each<[string, string, string | Record<string, string>, unknown?]>([
    [
      'notFound',
      'no such role',
      YAML.replace('RoleName: orders', 'RoleName: b'),
    ],
    ['ambiguous', 'two of them', { 'a.yaml': YAML, 'b.yaml': YAML }],
    ['unreadable', 'a file that is no YAML', `${YAML}\t- : [`],
    ['different', 'another policy', YAML.replace('shop:*', 'shop:cart')],
    [
      'different',
      'another account',
      YAML.replace('${AWS::AccountId}', '999900001111'),
    ],
    [
      'variable',
      'a part that would change by Fn::Sub',
      YAML.replace('sub: system', 'sub: !Sub system'),
    ],
    [
      'variable',
      'a key that moves by Fn::Sub',
      SUB,
      policy('system:serviceaccount:shop:orders', 'StringEquals'),
    ],
    [
      'variable',
      'a policy that is computed',
      YAML.replace(
        /AssumeRolePolicyDocument:\n[^]*?(?= {6}Tags)/,
        'AssumeRolePolicyDocument: !Ref Policy\n',
      ),
    ],
    [
      'anchor',
      'a part that others share',
      YAML.replace('StringLike:', 'StringLike: &like').concat('X: *like\n'),
    ],
  ])('is left as it is (%s) with %s', (code, _, given, after = NARROW) => {
    const files = typeof given === 'string' ? { 'a.yaml': given } : given;
    expect(refusal(files, { after })).toBe(code);
  });
});
