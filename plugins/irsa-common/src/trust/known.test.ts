import { clustersOf, providerOf } from './known';

const cluster = (name: string, issuer: string) => ({ name, issuer });

test('a provider is found by its whole ARN, the first of two that have it', () => {
  const providers = ['a', 'b', 'a'].map((arn, at) => ({
    arn,
    url: `https://${at}`,
    clientIds: [],
  }));
  expect(providerOf({ providers }, 'a')).toBe(providers[0]);
  expect(providerOf({ providers }, 'b')).toBe(providers[1]);
  expect(providerOf({ providers }, 'A')).toBeUndefined();
  expect(providerOf({}, 'a')).toBeUndefined();
});

test('clusters are found by their issuer, with https:// or without, all that share it', () => {
  const clusters = [
    cluster('one', 'https://issuer/1'),
    cluster('two', 'issuer/2'),
    cluster('three', 'issuer/1'),
  ];
  const names = (host: string) =>
    clustersOf({ clusters }, host).map(({ name }) => name);
  expect(names('issuer/1')).toEqual(['one', 'three']);
  expect(names('issuer/2')).toEqual(['two']);
  expect(names('issuer/12')).toEqual([]);
  expect(names('https://issuer/1')).toEqual([]);
  expect(clustersOf({}, 'issuer/1')).toEqual([]);
});
