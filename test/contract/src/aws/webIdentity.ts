import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Behaviour } from '../contract';
import { TestAccount } from './account';
import { outcome } from './outcome';

const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';
const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';

const encoded = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString());

/** Ways to make a token from a real one without the issuer's key. */
const forgeries: Record<string, (token: string) => string> = {
  'bad-signature': token => {
    const [header, payload] = token.split('.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signature = sign(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      privateKey,
    );
    return `${header}.${payload}.${signature.toString('base64url')}`;
  },
  tampered: token => {
    const [header, payload, signature] = token.split('.');
    const claims = { ...decoded(payload), more: 'x' };
    return `${header}.${encoded(claims)}.${signature}`;
  },
  'unknown-kid': token => {
    const [header, payload, signature] = token.split('.');
    const changed = { ...decoded(header), kid: 'nobody' };
    return `${encoded(changed)}.${payload}.${signature}`;
  },
  'alg-none': token => {
    const [header, payload] = token.split('.');
    return `${encoded({ ...decoded(header), alg: 'none' })}.${payload}.`;
  },
  hs256: token => {
    const [header, payload] = token.split('.');
    const start = `${encoded({ ...decoded(header), alg: 'HS256' })}.${payload}`;
    const signature = createHmac('sha256', 'public').update(start).digest();
    return `${start}.${signature.toString('base64url')}`;
  },
  'not-a-jwt': () => 'not-a-token-at-all',
};

/** How STS answers to tokens of a real cluster and to forged ones. */
export const webIdentity: Behaviour<TestAccount>[] = [
  {
    id: 'wi.ok',
    what: 'a ServiceAccount named in the trust policy gets a session of the role',
    source: STS,
    call: async account => {
      const arn = await account.role();
      const { Arn } = await account
        .sts(await account.session(arn))
        .send(new GetCallerIdentityCommand({}));
      return Arn!.replace(/\d{12}/, 'ACCOUNT').replace(account.suffix, 'X');
    },
    answer: 'arn:aws:sts::ACCOUNT:assumed-role/role-X/contract',
  },
  ...Object.entries(forgeries).map(([name, forge]) => ({
    id: `wi.${name}`,
    what: `a token forged so is refused: ${name}`,
    source: STS,
    call: async (account: TestAccount) =>
      outcome(
        account.exchange(await account.role(), forge(await account.token())),
      ),
    answer: 'InvalidIdentityToken/400',
  })),
  {
    id: 'wi.wrong-aud',
    what: 'a token for another audience is refused',
    source: STS,
    call: async account =>
      outcome(
        account.exchange(
          await account.role(),
          await account.token('somebody-else'),
        ),
      ),
    answer: 'InvalidIdentityToken/400',
  },
  {
    id: 'wi.no-role',
    what: 'a role that is not there is refused like one that does not trust',
    source: STS,
    call: async account => {
      await account.provider();
      return outcome(
        account.exchange(
          `arn:aws:iam::${account.world.aws.accountId}:role/nobody`,
          await account.token(),
        ),
      );
    },
    answer: 'AccessDenied/403',
  },
  ...[
    {
      id: 'wi.wrong-sub',
      what: 'another ServiceAccount is refused',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:default:other',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.wrong-ns',
      what: 'the same name in another namespace is refused',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:other:default',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.equals-is-literal',
      what: 'StringEquals takes a star literally',
      condition: 'StringEquals',
      subject: 'system:serviceaccount:default:*',
      answer: 'AccessDenied/403',
    },
    {
      id: 'wi.like-ok',
      what: 'StringLike takes a star as any text',
      condition: 'StringLike',
      subject: 'system:serviceaccount:default:*',
      answer: 'ok',
    },
    {
      id: 'wi.like-no',
      what: 'StringLike still refuses what does not match',
      condition: 'StringLike',
      subject: 'system:serviceaccount:other-*:*',
      answer: 'AccessDenied/403',
    },
  ].map(({ id, what, condition, subject, answer }) => ({
    id,
    what,
    source: OPERATORS,
    call: async (account: TestAccount) => {
      const arn = await account.role(undefined, {
        [condition]: { [`${account.issuer}:sub`]: subject },
      });
      return outcome(account.exchange(arn, await account.token()));
    },
    answer,
  })),
  {
    id: 'wi.explicit-deny',
    what: 'a Deny in the trust policy wins',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    call: async account => {
      const arn = await account.role(undefined, undefined, [
        {
          Effect: 'Deny',
          Principal: { Federated: await account.provider() },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringLike: {
              [`${account.issuer}:sub`]: 'system:serviceaccount:default:*',
            },
          },
        },
      ]);
      return outcome(account.exchange(arn, await account.token()));
    },
    answer: 'AccessDenied/403',
  },
];
