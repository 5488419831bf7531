/** A policy of one statement, as text. */
export const policyOf = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

export const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  more: object = {},
): string => policyOf({ Effect: 'Allow', Action, Resource, ...more });

export function readPolicy(bucket: string): string {
  return allow('s3:GetObject', `arn:aws:s3:::${bucket}/*`);
}
