import {
  ContractWorld,
  ContractHost,
  LIMITS,
  changeOf,
  configuredHosts,
  failureOf,
  integrationsOf,
  rarerOn,
} from './contractWorld';
import { ChangeHosts } from '../ChangeHosts';

/** What is in the way of a request, and what is never asked or told. */
// eslint-disable-next-line jest/no-export
export function itRefuses(host: ContractHost, now: () => ContractWorld): void {
  const rarer = rarerOn(host);

  it('says what is in the way', async () => {
    const world = now();
    const { repository } = world;
    const { people, git } = world;
    const change = await changeOf(world);
    const user = git.host.user(git.portal.login)!;
    const proposed = () => failureOf(repository.propose(change));

    people.protectedBranches.add('irsa/*');
    expect((await proposed()).kind).toBe('protected');
    people.protectedBranches.clear();

    people.archived = true;
    expect((await proposed()).kind).toBe('archived');
    people.archived = false;

    user.right = 'read';
    expect((await proposed()).kind).toBe('forbidden');
    user.right = 'none';
    expect((await proposed()).kind).toBe('notFound');
    user.right = 'write';

    git.host.faults.add({ kind: 'status', status: 503 });
    expect((await proposed()).kind).toBe('unreachable');

    await people.renameDefaultBranch('trunk');
    const moved = await proposed();
    expect(moved.kind).toBe('changed');
    expect(moved.message).toContain('The default branch is trunk');
    expect(people.requests).toHaveLength(0);
  });

  it('says so when a rule came to protect a branch of its own (in CI)', async () => {
    const world = now();
    const { repository, people } = world;
    const change = await changeOf(world);
    await repository.propose(change);
    people.protectedBranches.add('irsa/*');
    const files = new Map([['apps/api/deployment.yaml', 'kind: Deployment\n']]);
    const refused = await failureOf(
      repository.propose({ ...change, files, title: 'Less' }),
    );
    expect(refused.kind).toBe('protected');
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '7' } }, 7],
    [{ status: 403, headers: { 'retry-after': '30' } }, 30],
    [{ status: 403, message: 'You have exceeded a secondary rate limit' }, 60],
  ])(`waits as long as the host asks: %j${rarer}`, async (fault, seconds) => {
    const world = now();
    const { repository } = world;
    world.git.host.faults.add({ kind: 'status', ...fault });
    const error = await failureOf(repository.facts());
    expect(error.kind).toBe('throttled');
    expect(error.details.retryAfterSeconds).toBe(seconds);
  });

  it('follows no redirect, and shows credentials in no error', async () => {
    const world = now();
    const { repository } = world;
    const { git } = world;
    const { token } = git.portal;
    const answers = [301, 302, 400, 401, 403, 404, 409, 422, 429, 500];
    for (const status of answers) {
      git.host.faults.add({
        kind: 'status',
        status,
        message: `you sent ${token}`,
        headers: { location: `${git.url}/elsewhere` },
      });
      const error = await failureOf(repository.facts());
      const shown = [error.message, error.stack, JSON.stringify(error)].join();
      expect(shown).not.toContain(token);
      expect(error.cause).toBeUndefined();
    }
  });

  it(`refuses what is no branch, commit, path or number before it asks${rarer}`, async () => {
    const world = now();
    const { repository } = world;
    const asked = world.git.host.calls.length;
    const change = await changeOf(world);
    const wrong = [
      { branch: '../main' },
      { branch: 'main' },
      { branch: 'a b' },
      { base: 'heads/../x' },
      { baseCommit: 'main' },
      { marker: '--> x' },
      { title: ' ' },
      { files: new Map() },
      { files: new Map([['../x', '']]) },
      { files: new Map([['a/.git/config', '']]) },
      { files: new Map([['/etc/passwd', '']]) },
    ];
    for (const each of wrong) {
      const error = await failureOf(
        repository.propose({ ...change, ...each } as typeof change),
      );
      expect(error.kind).toBe('invalid');
    }
    expect((await failureOf(repository.get('1/../2'))).kind).toBe('invalid');
    expect((await failureOf(repository.head('..'))).kind).toBe('invalid');
    expect(world.git.host.calls).toHaveLength(asked);
  });

  it('is asked for URLs of its own host only', () => {
    const world = now();
    const { url } = world.git;
    const hosts = new ChangeHosts([], configuredHosts(host, world.git, LIMITS));
    expect(hosts.names()).toContain(new URL(url).host);
    for (const good of ['/acme/deployments', '/acme/deployments.git']) {
      expect(hosts.repository(`${url}${good}`)).toBeDefined();
    }
    for (const bad of [
      `${url}/acme`,
      `${url}/`,
      `${url}/acme/..%2fother`,
      'https://git.example.com/acme/deployments',
      `${url.replace('://', '://user@')}/acme/deployments`,
      'http://127.0.0.1:1/acme/deployments',
    ]) {
      expect(hosts.repository(bad)).toBeUndefined();
    }
  });

  it('is not there without credentials', () => {
    const world = now();
    const { url } = world.git;
    const hosts = new ChangeHosts(
      [],
      host.hosts(integrationsOf(host, host.entry(url)), { limits: LIMITS }),
    );
    expect(hosts.repository(`${url}/acme/deployments`)).toBeUndefined();
  });
}
