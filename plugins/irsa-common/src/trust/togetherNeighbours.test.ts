import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  GITHUB,
  policy,
} from './__testUtils__/fleet';
import { JudgedRow, judgementOf } from './__testUtils__/judgedRows';

const VENDOR = { AWS: 'arn:aws:iam::999900001111:root' };
const COLLECTOR = { AWS: 'arn:aws:iam::999900001111:role/collector' };
const OWN = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const ROLE = { AWS: `arn:aws:iam::${ACCOUNT}:role/ci` };
const PODS = { Service: 'pods.eks.amazonaws.com' };
const ANYWHERE = { Service: 'rolesanywhere.amazonaws.com' };
const SAML = { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/okta` };
const TAG = 'sts:TagSession';
const NEEDED = ['sts:AssumeRole', TAG, 'sts:SetSourceIdentity'];

const allow = (
  Principal: unknown,
  Action: string | string[] = 'sts:AssumeRole',
  Condition?: object,
) => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...(Condition && { Condition }),
});
const deny = (Principal: unknown, Condition: object) => ({
  ...allow(Principal, 'sts:AssumeRole', Condition),
  Effect: 'Deny',
});
const id = (operator: string) => ({
  [operator]: { 'sts:ExternalId': 'a1b2c3d4' },
});

function judged(rows: JudgedRow[]) {
  it.each(rows)('%s', (...[, document, verdict, rules, context]) => {
    expect(judgementOf(document, context)).toEqual({ verdict, rules });
  });
}

describe('actions that several statements allow together', () => {
  judged([
    [
      'Pod Identity, tags in a statement of their own',
      policy(allow(PODS), allow(PODS, TAG)),
      'safe',
      'pod-identity-unscoped low',
    ],
    [
      'Pod Identity, tags of another service',
      policy(allow(PODS), allow({ Service: 'ec2.amazonaws.com' }, NEEDED)),
      'broken',
      'tagsession-missing high, pod-identity-unscoped low',
    ],
    [
      'Pod Identity, tags only',
      policy(allow(PODS, TAG)),
      'broken',
      'action-mismatch high',
    ],
    [
      'Pod Identity, tags and the action of tokens',
      policy(allow(PODS, [TAG, 'sts:AssumeRoleWithWebIdentity'])),
      'broken',
      'action-mismatch high',
    ],
    [
      'Roles Anywhere, by three statements',
      policy(
        ...NEEDED.map(action =>
          allow(ANYWHERE, action, {
            StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'build' },
          }),
        ),
      ),
      'safe',
      '',
    ],
    [
      'a vendor, its tags without the id',
      policy(
        allow(VENDOR, 'sts:AssumeRole', id('StringEquals')),
        allow(VENDOR, TAG),
      ),
      'safe',
      '',
    ],
    [
      'a vendor, the id only for its tags',
      policy(allow(VENDOR), allow(VENDOR, TAG, id('StringEquals'))),
      'risky',
      'cross-account-no-external-id high',
    ],
    [
      'a role, tags for its account',
      policy(allow(ROLE), allow(OWN, TAG)),
      'safe',
      '',
    ],
    [
      'everybody, tags only, and a role',
      policy(allow(ROLE), allow({ AWS: '*' }, TAG)),
      'safe',
      '',
    ],
    [
      'a role, tags only, and another role',
      policy(allow(ROLE), allow({ AWS: `${ROLE.AWS}-2` }, TAG)),
      'broken',
      'action-mismatch high',
    ],
  ]);
});

describe('a Deny of those whom a statement allows', () => {
  const missing = 'cross-account-no-external-id high';
  judged([
    [
      'without the external id',
      policy(allow(VENDOR), deny(VENDOR, id('StringNotEquals'))),
      'safe',
      '',
    ],
    [
      'without the external id, of everybody',
      policy(allow(COLLECTOR), deny('*', id('StringNotEquals'))),
      'safe',
      '',
    ],
    [
      'without the external id, of the whole account',
      policy(allow(COLLECTOR), deny(VENDOR, id('StringNotEqualsIfExists'))),
      'safe',
      '',
    ],
    [
      'without the external id, of one role of the account',
      policy(allow(VENDOR), deny(COLLECTOR, id('StringNotEquals'))),
      'risky',
      missing,
    ],
    [
      'with the external id',
      policy(allow(VENDOR), deny(VENDOR, id('StringEquals'))),
      'risky',
      missing,
    ],
    [
      'without the external id and from elsewhere, which both have to be',
      policy(
        allow(VENDOR),
        deny(VENDOR, {
          ...id('StringNotEquals'),
          NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
        }),
      ),
      'risky',
      missing,
    ],
    [
      'of any other role of the account',
      policy(
        allow(OWN),
        deny(OWN, {
          ArnNotEquals: {
            'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/x',
          },
        }),
      ),
      'broken',
      'condition-contradiction high',
    ],
  ]);
});

describe('certificates of any trust anchor', () => {
  const from = (SourceArn: string | string[]) =>
    policy(
      allow(ANYWHERE, NEEDED, { ArnLike: { 'aws:SourceArn': SourceArn } }),
    );
  const anchors = `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:trust-anchor/`;
  const open = 'roles-anywhere-unscoped medium';
  judged([
    ['by a star', from(`${anchors}*`), 'risky', open],
    [
      'by a star for the kind too',
      from(`arn:aws:rolesanywhere:*:${ACCOUNT}:*`),
      'risky',
      open,
    ],
    [
      'beside one by name',
      from([`${anchors}0a1b`, `${anchors}*`]),
      'risky',
      open,
    ],
    [
      'of one by name, in any region',
      from(`arn:aws:rolesanywhere:*:${ACCOUNT}:trust-anchor/0a1b`),
      'safe',
      '',
    ],
    ['by the beginning of the id', from(`${anchors}0a1b*`), 'safe', ''],
  ]);
});

describe('tags of Pod Identity', () => {
  const tagged = (tag: string) =>
    policy(
      allow(PODS, NEEDED, {
        StringEquals: { [`aws:RequestTag/${tag}`]: 'api' },
      }),
    );
  const never = 'condition-contradiction high';
  judged([
    ['as it sends them', tagged('kubernetes-service-account'), 'safe', ''],
    ['in other case', tagged('Kubernetes-Pod-Name'), 'safe', ''],
    ['misspelt', tagged('kubernetes-serviceaccount'), 'broken', never],
    ['that it does not send', tagged('eks-cluster'), 'broken', never],
  ]);
});

describe('assertions', () => {
  const saml = (StringEquals: object) =>
    assume(
      SAML,
      {
        StringEquals: {
          'SAML:aud': 'https://signin.aws.amazon.com/saml',
          ...StringEquals,
        },
      },
      'sts:AssumeRoleWithSAML',
    );
  const never = 'condition-key-wrong-provider high';
  judged([
    [
      'with a claim of tokens',
      saml({ [`${GITHUB}:aud`]: 'sts.amazonaws.com' }),
      'broken',
      never,
    ],
    [
      'with the external id of a role',
      saml({ 'sts:ExternalId': 'a1b2c3d4' }),
      'broken',
      never,
    ],
    [
      'with an organisation',
      saml({ 'aws:PrincipalOrgID': 'o-exampleorg1' }),
      'broken',
      never,
    ],
    [
      'beside tokens, with claims of tokens',
      assume(
        { Federated: [SAML.Federated, arn(EKS)] },
        {
          StringEquals: {
            [`${EKS}:aud`]: 'sts.amazonaws.com',
            [`${EKS}:sub`]: 'system:serviceaccount:payments:api',
          },
        },
        ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
      ),
      'broken',
      never,
    ],
    ['with their issuer', saml({ 'SAML:iss': 'https://okta' }), 'safe', ''],
    [
      'with the name of the session',
      saml({ 'sts:RoleSessionName': 'alice' }),
      'safe',
      '',
    ],
  ]);
});
