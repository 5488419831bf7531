import { TrustReviewContext } from '../types';
import { contextOf, publishedCases } from './trustCases';

export const ACCOUNT = '111122223333';
export const EKS =
  'oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90';
export const STAGE =
  'oidc.eks.eu-west-1.amazonaws.com/id/0F9E8D7C6B5A49382716F0E5D4C3B2A1';
export const GITHUB = 'token.actions.githubusercontent.com';
export const GITLAB = 'gitlab.com';
export const TERRAFORM = 'app.terraform.io';

/** Two clusters, three shared issuers, one vendor and two accounts: the context of the published cases. */
export const fleet: TrustReviewContext = contextOf({
  ...publishedCases[0],
  contextRef: 'base',
  contextPatch: {},
});

export const arn = (host: string) =>
  `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;

/** A statement for tokens of one issuer; `conditions` by operator and claim. */
export function statement(
  host: string,
  conditions: Record<string, Record<string, unknown>>,
  Effect = 'Allow',
) {
  return {
    Effect,
    Principal: { Federated: arn(host) },
    Action: 'sts:AssumeRoleWithWebIdentity' as string | string[] | undefined,
    Condition: Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys).map(([key, value]) => [`${host}:${key}`, value]),
        ),
      ]),
    ),
  };
}

export const policy = (...Statement: unknown[]) => ({
  Version: '2012-10-17',
  Statement,
});

/** A policy for tokens of one issuer. `keys`: full keys under StringEquals; `blocks`: whole blocks. */
export function tokens(
  host: string,
  conditions: Record<string, Record<string, unknown>>,
  keys: Record<string, unknown> = {},
  blocks: Record<string, unknown> = {},
) {
  const made = statement(host, conditions);
  const { StringEquals, ...others } = made.Condition;
  const equals = { ...StringEquals, ...keys };
  return policy({
    ...made,
    Condition: {
      ...others,
      ...blocks,
      ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    },
  });
}

export const assume = (
  Principal: unknown,
  Condition?: unknown,
  Action: string | string[] = 'sts:AssumeRole',
) => policy({ Effect: 'Allow', Principal, Action, Condition });
