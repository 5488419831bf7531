import { gzipSync } from 'node:zlib';
import { plainUrl } from './plainUrl';
import { releaseFacts } from './releaseFacts';
import { writtenPlace } from './writtenPlace';

describe('An address that people wrote', () => {
  it.each<[string, string, string?, string?]>([
    [
      'url:https://github.com/acme/deploy/tree/main/apps/orders/',
      'https://github.com/acme/deploy',
      'main',
      'apps/orders',
    ],
    [
      'https://gitlab.com/group/sub/deploy/-/tree/v1/orders',
      'https://gitlab.com/group/sub/deploy',
      'v1',
      'orders',
    ],
    [
      'https://gitea.example.com/acme/deploy/src/branch/main/orders/app.yaml',
      'https://gitea.example.com/acme/deploy',
      'main',
      'orders/app.yaml',
    ],
    [
      'https://bitbucket.org/acme/deploy/src/main/orders',
      'https://bitbucket.org/acme/deploy',
      'main',
      'orders',
    ],
    [
      'https://dev.azure.com/acme/shop/_git/deploy?path=/orders&version=GBmain',
      'https://dev.azure.com/acme/shop/_git/deploy',
      'main',
      'orders',
    ],
    [
      'https://github.com/acme/deploy.git',
      'https://github.com/acme/deploy',
      undefined,
      undefined,
    ],
    [
      'https://bot:secret@github.com/acme/deploy?token=secret',
      'https://github.com/acme/deploy',
      undefined,
      undefined,
    ],
  ])('%s', (address, url, revision, path) => {
    expect(writtenPlace(address)).toEqual({
      host: 'git',
      url,
      ...(path ? { path } : {}),
      ...(revision ? { revision } : {}),
    });
  });

  it.each(['', 'orders', 'file:///etc/passwd', 'data:text/html,x'])(
    '%p is none',
    address => {
      expect(writtenPlace(address)).toBeUndefined();
    },
  );
});

it.each([
  ['git@github.com:acme/deploy.git', 'ssh://git@github.com/acme/deploy.git'],
  ['ssh://bot:x@git.example.com:22/a', 'ssh://git@git.example.com:22/a'],
  ['oci://ghcr.io/acme/chart', 'oci://ghcr.io/acme/chart'],
  ['data:text/html,x', undefined],
  ['no address', undefined],
])('the address %s is shown as %s', (given, shown) => {
  expect(plainUrl(given)).toBe(shown);
});

describe('A release of Helm', () => {
  const packed = (release: unknown) =>
    gzipSync(JSON.stringify(release)).toString('base64');
  const chart = {
    metadata: {
      name: 'service',
      version: '1.4.0',
      home: 'https://example.com',
      sources: ['https://git.example.com/charts'],
    },
    values: { password: 'CANARY' },
    templates: [{ data: 'CANARY' }],
  };

  it('tells its chart and the names of values, and nothing of what they hold', () => {
    const facts = releaseFacts(
      packed({
        chart,
        manifest: 'CANARY',
        config: {
          env: [{ name: 'KEY', value: 'CANARY' }],
          image: { tag: 'CANARY' },
          secretFiles: { 'CANARY/key.pem': 'CANARY', AKIACANARYCANARY2345: 1 },
        },
      }),
    );
    expect(facts).toEqual({
      chart: 'service',
      version: '1.4.0',
      sources: ['https://git.example.com/charts', 'https://example.com'],
      valueNames: ['env', 'image.tag'],
    });
    expect(JSON.stringify(facts)).not.toContain('CANARY');
  });

  it.each([
    ['text', 'AAAA'],
    ['another object', packed({ chart: {} })],
    ['a list', packed([1])],
    ['packed badly', `H4sI${'A'.repeat(40)}`],
  ])('that is %s is not understood', (_title, text) => {
    expect(releaseFacts(text)).toBeUndefined();
  });
});
