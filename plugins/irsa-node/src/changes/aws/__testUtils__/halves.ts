import * as fc from 'fast-check';
import { AwsHalf } from '../types';

const ISSUER = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;

/** An AWS half as a plan has it, with another part of it where one is given. */
export function half(other: Partial<AwsHalf> = {}): AwsHalf {
  return {
    region: 'eu-central-1',
    workload: { namespace: 'shop', name: 'orders' },
    serviceAccount: { name: 'orders' },
    provider: {
      action: 'exists',
      arn: PROVIDER,
      url: `https://${ISSUER}`,
      audience: 'sts.amazonaws.com',
    },
    policy: {
      arn: 'arn:aws:iam::111122223333:policy/irsa/irsa-shop-orders-0a1b2c3d',
      name: 'irsa-shop-orders-0a1b2c3d',
      path: '/irsa/',
      document: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject'],
            // eslint-disable-next-line no-template-curly-in-string
            Resource: 'arn:aws:s3:::orders/${aws:PrincipalTag/team}/*',
          },
        ],
      }),
    },
    role: {
      arn: 'arn:aws:iam::111122223333:role/irsa/irsa-shop-orders-0a1b2c3d',
      name: 'irsa-shop-orders-0a1b2c3d',
      path: '/irsa/',
      trustDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: PROVIDER },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                [`${ISSUER}:aud`]: 'sts.amazonaws.com',
                [`${ISSUER}:sub`]: 'system:serviceaccount:shop:orders',
              },
            },
          },
        ],
      }),
      maxSessionDuration: 3600,
    },
    tags: {
      'managed-by': 'irsa-for-backstage',
      'irsa:workload': 'shop/Deployment/orders',
    },
    ...other,
  };
}

/** Texts that a careless writer would change: templates of HCL and CloudFormation, and what YAML reads as no text. */
const hardText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '${',
        '}',
        '$',
        '%{',
        '%',
        '$$',
        '\\',
        '"',
        "'",
        '\n',
        '\r',
        '\t',
        '\u0000',
        '\u2028',
        ': ',
        ' #',
        '- ',
        '*',
        '&',
        '!Sub ',
        'aws:username',
        '<<',
        '{{',
        ' ',
      ),
      { maxLength: 8 },
    )
    .map(parts => parts.join('')),
  fc.constantFrom(
    'yes',
    'no',
    'on',
    'null',
    '~',
    '',
    '1:30',
    '0o7',
    '017',
    '1e3',
    '0x1f',
    '2012-10-17',
    'true',
    '.inf',
    '=',
    '<<',
    '1_000',
    '+1',
    '---',
    '__proto__',
  ),
);

const hardJson = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hardText,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      hardText.filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));

/** Documents, names and tags that no account would have, and a writer must keep all the same. */
export const anyHalf: fc.Arbitrary<AwsHalf> = fc
  .record({
    policy: fc.dictionary(
      hardText.filter(key => key !== '__proto__'),
      hardJson.value,
      { maxKeys: 4 },
    ),
    trust: fc.dictionary(
      hardText.filter(key => key !== '__proto__'),
      hardJson.value,
      { maxKeys: 4 },
    ),
    name: fc.stringMatching(/^[\w+=,.@-]{1,64}$/),
    tags: fc.dictionary(
      fc
        .stringMatching(/^[\w:+=.@/-]{1,40}$/)
        .filter(key => key !== '__proto__'),
      hardText,
      { maxKeys: 4 },
    ),
    boundary: fc.option(fc.constant('arn:aws:iam::111122223333:policy/edge'), {
      nil: undefined,
    }),
    action: fc.constantFrom(
      'create' as const,
      'addAudience' as const,
      'exists' as const,
    ),
    seconds: fc.integer({ min: 3600, max: 43200 }),
  })
  .map(({ policy, trust, name, tags, boundary, action, seconds }) => {
    const usual = half();
    return {
      ...usual,
      tags,
      provider: { ...usual.provider, action },
      policy: { ...usual.policy, name, document: JSON.stringify(policy) },
      role: {
        ...usual.role,
        name,
        trustDocument: JSON.stringify(trust),
        maxSessionDuration: seconds,
        ...(boundary ? { boundaryArn: boundary } : {}),
      },
    };
  });
