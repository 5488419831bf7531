import { METADATA, METADATA_LIST } from './accept';
import { KINDS } from './kinds';
import { listPath, objectPath } from './paths';
import { refuseSecretValues } from './secretValues';

const one = objectPath(KINDS.Secret, 'shop', 'keys');

describe('values of Secrets', () => {
  it.each([
    one,
    listPath(KINDS.Secret),
    listPath(KINDS.Secret, 'shop'),
    '/api/v1/watch/secrets',
    '/api/v1/watch/namespaces/shop/secrets/keys',
    '//api//v1/namespaces/shop//secrets/keys',
    '/api/v1/pods/../secrets',
    '/api/v1/%73ecrets',
    `${one}?pretty=true`,
    '/api/v1/namespaces/secrets/secrets',
  ])('are not asked for by the way: %s', path => {
    expect(() => refuseSecretValues({ path })).toThrow(/as metadata/);
    expect(() => refuseSecretValues({ path, method: 'PATCH' })).toThrow();
    expect(() =>
      refuseSecretValues({ path, headers: { accept: METADATA } }),
    ).not.toThrow();
    expect(() =>
      refuseSecretValues({ path, headers: { Accept: METADATA_LIST } }),
    ).not.toThrow();
    expect(() =>
      refuseSecretValues({ path, secretValues: true }),
    ).not.toThrow();
  });

  it('are not asked for as an alternative either', () => {
    expect(() =>
      refuseSecretValues({
        path: one,
        headers: { Accept: `${METADATA},application/json` },
      }),
    ).toThrow();
    expect(() =>
      refuseSecretValues({
        path: one,
        headers: { Accept: METADATA, accept: 'application/json' },
      }),
    ).toThrow();
  });

  it.each([
    objectPath(KINDS.ConfigMap, 'secrets', 'secrets'),
    objectPath(KINDS.Pod, 'shop', 'secrets'),
    objectPath(KINDS.Namespace, '', 'secrets'),
    '/apis/example.com/v1/secrets',
  ])('are not meant by %s', path => {
    expect(() => refuseSecretValues({ path })).not.toThrow();
  });

  it('do not come with a deletion', () => {
    expect(() =>
      refuseSecretValues({ method: 'DELETE', path: one }),
    ).not.toThrow();
  });
});
