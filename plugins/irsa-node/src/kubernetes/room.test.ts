import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');
const ROOM = 'plugins/irsa-node/src/kubernetes/';
/** Gitea has paths that look like those of Kubernetes. */
const GIT_HOSTS = 'plugins/irsa-backend/src/requests/hosts/';

/** Code of the plugins and of the command line, without tests, by path from the root. */
const sources = new Map(
  [
    'plugins/irsa/src',
    'plugins/irsa-backend/src',
    'plugins/irsa-common/src',
    'plugins/irsa-node/src',
    'packages/cli/src',
  ]
    .flatMap(folder =>
      readdirSync(path.join(ROOT, folder), {
        recursive: true,
        encoding: 'utf8',
      }).map(file => `${folder}/${file.replaceAll(path.sep, '/')}`),
    )
    .filter(
      file => /\.tsx?$/.test(file) && !/\.test\.tsx?$|__testUtils__/.test(file),
    )
    .map(file => [file, readFileSync(path.join(ROOT, file), 'utf8')]),
);

/** Files with a line of code, not a comment, that has this. */
function filesWith(pattern: RegExp): string[] {
  return [...sources]
    .filter(([, text]) =>
      text
        .split('\n')
        .some(line => !/^\s*(\*|\/\/|\/\*)/.test(line) && pattern.test(line)),
    )
    .map(([file]) => file);
}

describe('the one way to speak to a cluster', () => {
  it('is looked for in all of the code', () => {
    expect(sources.size).toBeGreaterThan(300);
    expect(filesWith(/export class ClusterClient/)).toEqual([
      `${ROOM}ClusterClient.ts`,
    ]);
  });

  it('reads values of Secrets in one file of the portal and one of the command line', () => {
    // The client refuses to ask for them without this word.
    expect(filesWith(/secretValues/).sort()).toEqual([
      'packages/cli/src/cluster/readNamedSecrets.ts',
      'plugins/irsa-backend/src/clusters/readSecret.ts',
      `${ROOM}ClusterApi.ts`,
      `${ROOM}ClusterClient.ts`,
      `${ROOM}secretValues.ts`,
    ]);
  });

  it('is not gone around', () => {
    expect(
      filesWith(/applyTo(HTTPS|Fetch)Options|applySecurityAuthentication/),
    ).toEqual([`${ROOM}ClusterClient.ts`]);
    expect(filesWith(/makeApiClient/)).toEqual([
      'plugins/irsa-backend/src/clusters/DefaultClusterHandle.ts',
    ]);
    // Typed clients are for logs of Pods only.
    expect(
      filesWith(
        /\b(CoreV1Api|KubernetesObjectApi|CustomObjectsApi|Watch)\b.*client-node/,
      ),
    ).toEqual([
      'plugins/irsa-backend/src/migration/kubernetes/waitForRollout.ts',
    ]);
    expect(filesWith(/NamespacedSecret|SecretForAllNamespaces/)).toEqual([]);
  });

  it('writes paths in one place', () => {
    const outside = filesWith(
      /['"`/]apis?\/v1|['"`]\/?apis(\/|['"`])|\$\{[^}]*\}\/namespaces\//,
    ).filter(file => !file.startsWith(ROOM) && !file.startsWith(GIT_HOSTS));
    expect(outside).toEqual([]);
  });

  it('tells in one place that something is not there', () => {
    const places = filesWith(/isClusterError\(\s*\w+,\s*'notFound'\s*\)/);
    expect(places).toEqual([`${ROOM}ClusterError.ts`]);
  });
});
