import { readCall } from './readCall';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AK/20260101/eu-west-1/${service}/aws4_request`,
});
const call = (raw: object, body = '') =>
  readCall({
    method: 'POST',
    url: '/',
    headers: {},
    body: Buffer.from(body),
    ...raw,
  });

it.each<[string, object, string, { service: string; action?: string }]>([
  [
    'a form',
    { headers: { ...form, ...signed('iam') } },
    'Action=GetRole&RoleName=r',
    { service: 'iam', action: 'GetRole' },
  ],
  [
    'a form with a charset',
    { headers: { 'content-type': `${form['content-type']}; charset=utf-8` } },
    'Action=AssumeRoleWithWebIdentity',
    { service: 'sts', action: 'AssumeRoleWithWebIdentity' },
  ],
  [
    'a query string',
    { method: 'GET', url: '/?Action=AssumeRoleWithWebIdentity' },
    '',
    { service: 'sts', action: 'AssumeRoleWithWebIdentity' },
  ],
  [
    'a query string that contradicts the body',
    { headers: form, url: '/?Action=AssumeRoleWithWebIdentity' },
    'Action=GetCallerIdentity',
    { service: 'sts', action: 'AssumeRoleWithWebIdentity' },
  ],
  [
    'a presigned link',
    {
      method: 'GET',
      url: '/bucket/key?X-Amz-Credential=AK%2F20260101%2Feu-west-1%2Fs3%2Faws4_request',
    },
    '',
    { service: 's3', action: undefined },
  ],
  [
    'a call in JSON',
    { headers: { ...signed('eks'), 'content-type': 'application/json' } },
    '{}',
    { service: 'eks', action: undefined },
  ],
  [
    'a path that is no URL',
    { method: 'GET', url: '//' },
    '',
    { service: 's3', action: undefined },
  ],
])('reads %s', (_, raw, body, expected) => {
  const { service, action } = call(raw, body);
  expect({ service, action }).toEqual({ action: undefined, ...expected });
});

it('sees an exchange of a token whose form it does not read', () => {
  const headers = {
    'x-amz-target':
      'AWSSecurityTokenServiceV20110615.AssumeRoleWithWebIdentity',
  };
  expect(call({ headers }).uncheckable).toBe(true);
  expect(call({}).uncheckable).toBe(false);
});
