import { isClusterError } from './ClusterError';
import { errorFromFailure, errorFromResponse } from './toClusterError';

const attempt = {
  cluster: 'prod',
  server: 'https://127.0.0.1:6443',
  method: 'PATCH',
  path: '/apis/apps/v1/namespaces/shop/deployments/basket',
};
const CANARY = 'canary-Zq81-value';

describe('errors of clusters', () => {
  it.each([
    [401, 'credentials', 'ServiceUnavailableError', 'Renew the token'],
    [
      403,
      'forbidden',
      'NotAllowedError',
      'patch deployments.apps in namespace shop',
    ],
    [404, 'notFound', 'NotFoundError', 'deployments.apps shop/basket'],
    [409, 'conflict', 'ConflictError', 'Read it again'],
    [410, 'gone', 'ConflictError', 'Begin the list again'],
    [422, 'invalid', 'InputError', 'spec.x: FieldValueInvalid'],
    [429, 'throttled', 'ServiceUnavailableError', 'wait 7 seconds'],
    [503, 'server', 'ServiceUnavailableError', 'health'],
  ])('%s is %s', (status, kind, name, words) => {
    const error = errorFromResponse(
      attempt,
      status,
      {
        message: CANARY,
        reason: 'Whatever',
        details: {
          name: CANARY,
          causes: [
            {
              field: 'spec.x',
              reason: 'FieldValueInvalid',
              message: `Invalid value: "${CANARY}"`,
            },
          ],
        },
      },
      '7',
    );
    expect(error.name).toBe(name);
    expect(error.details).toMatchObject({ kind, status, cluster: 'prod' });
    expect(error.message).toContain(words);
    expect(JSON.stringify(error) + error.message).not.toContain(CANARY);
  });

  const answered = (message: string, reason = 'Forbidden') =>
    errorFromResponse(
      { ...attempt, method: 'POST', path: '/api/v1/namespaces/shop/pods' },
      403,
      { message, reason },
    );

  it.each([
    [
      'serviceaccounts "web" is forbidden: exceeded quota: few, requested: count/serviceaccounts=1, used: count/serviceaccounts=2, limited: count/serviceaccounts=2',
      'ResourceQuota few leaves no room on cluster prod to create pods in namespace shop (403). Raise the quota',
    ],
    [
      'pods "web-1" is forbidden: failed quota: few: must specify limits.cpu for: main',
      'ResourceQuota few on cluster prod refuses',
    ],
  ])('tells a quota from a right that is missing: %s', (message, words) => {
    const error = answered(message);
    expect(error.details).toMatchObject({ kind: 'quota', status: 403 });
    expect(error.name).toBe('ConflictError');
    expect(error.message).toContain(words);
  });

  it.each([
    ['pods is forbidden: User "x" cannot create resource "pods"', 'Forbidden'],
    [
      'admission webhook "w" denied the request: pods "a" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
      'Forbidden',
    ],
    [
      'pods "a" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
      'Other',
    ],
  ])('and takes nothing else for one: %s, %s', (message, reason) => {
    expect(answered(message, reason).details.kind).toBe('forbidden');
  });

  it.each([
    [{ code: 'ECONNREFUSED' }, 'unreachable', 'irsa.clusters'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'untrusted', 'caData'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'untrusted', 'caData'],
    [{ name: 'TimeoutError' }, 'timeout', 'in time'],
  ])('%j is %s', (failure, kind, words) => {
    const error = errorFromFailure(attempt, failure);
    expect(isClusterError(error, kind as never)).toBe(true);
    expect(error.message).toContain(words);
  });
});
