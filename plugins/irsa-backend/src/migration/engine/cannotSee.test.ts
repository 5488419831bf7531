import { clusterError } from 'backstage-plugin-irsa-node';
import { accountError } from '../../accounts/AccountError';
import { cannotSee } from './cannotSee';

const ACCOUNT = '111122223333';
const error = (fields: object) => Object.assign(new Error('no'), fields);
/** As EKS, which is asked by `fetch`, cannot be reached. */
const fetchFailed = (code: string) =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('no'), { code }),
  });
const ofCluster = (kind: 'server' | 'credentials' | 'forbidden' | 'invalid') =>
  clusterError({ cluster: 'prod', kind }, 'words');
const ofAccount = (kind: 'throttled' | 'denied') =>
  accountError({ accountId: ACCOUNT, kind }, 'words');

describe('cannotSee', () => {
  it.each<[Error, string]>([
    [ofCluster('server'), 'cluster prod'],
    [ofCluster('credentials'), 'cluster prod'],
    [ofAccount('throttled'), `AWS account ${ACCOUNT}`],
    [error({ name: 'Throttling' }), `AWS account ${ACCOUNT}`],
    [error({ name: 'ExpiredToken' }), `AWS account ${ACCOUNT}`],
    [error({ name: 'CredentialsProviderError' }), `AWS account ${ACCOUNT}`],
    [
      error({ name: 'ServiceFailure', $metadata: { httpStatusCode: 500 } }),
      `AWS account ${ACCOUNT}`,
    ],
    [error({ code: 'ENOTFOUND', $metadata: {} }), `AWS account ${ACCOUNT}`],
    ...[
      'ENOTFOUND',
      'EHOSTUNREACH',
      'ECONNREFUSED',
      'UND_ERR_SOCKET',
      'UND_ERR_BODY_TIMEOUT',
    ].map((code): [Error, string] => [
      fetchFailed(code),
      `AWS account ${ACCOUNT}`,
    ]),
    [error({ name: 'InvalidSignatureException' }), `AWS account ${ACCOUNT}`],
  ])('%s: an outage of %s', (failure, what) => {
    expect(cannotSee(failure, ACCOUNT)?.what).toBe(what);
  });

  it.each([
    [ofCluster('forbidden')],
    [ofCluster('invalid')],
    [ofAccount('denied')],
    [error({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })],
    [error({ name: 'MalformedPolicyDocument' })],
    [error({ name: 'IDPCommunicationError' })],
    // The plugin's own database.
    [error({ code: '57P01', severity: 'FATAL' })],
    [error({ code: 'ECONNREFUSED' })],
    [new TypeError('a fault of ours')],
  ])('%s: no outage of a cluster or of AWS', failure => {
    expect(cannotSee(failure, ACCOUNT)).toBeUndefined();
  });
});
