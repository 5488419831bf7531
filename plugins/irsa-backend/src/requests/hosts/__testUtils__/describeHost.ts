import {
  ContractHost,
  configuredHosts,
  integrationsOf,
  LIMITS,
  startContract,
  ContractWorld,
  changeOf,
  commitsOf,
  failureOf,
  filesOf,
} from './contractWorld';
import { ChangeRepository } from 'backstage-plugin-irsa-node';
import { ChangeHosts } from '../ChangeHosts';

const BRANCH = 'irsa/payments-api-1f2e';

/** What every host of change requests promises; each row is one promise. */
// eslint-disable-next-line jest/no-export
export function describeHost(host: ContractHost): void {
  // One host shows every promise in `npm test`; the others show the way of a request and what is in its way.
  const rarer = host.integration === 'github' ? '' : ' (in CI)';

  describe(`hosts of integrations.${host.integration}`, () => {
    let world: ContractWorld;
    let repository: ChangeRepository;

    beforeEach(async () => {
      world = await startContract(host);
      ({ repository } = world);
    });

    afterEach(async () => {
      await world?.git.close();
    });

    it(`tells what a repository is, and where its branches are${rarer}`, async () => {
      expect(await repository.facts()).toEqual({
        url: `${world.git.url}/acme/deployments`,
        defaultBranch: 'main',
        archived: false,
        writable: true,
      });
      const head = await world.people.git.head('main');
      expect(await repository.head('main')).toBe(head);
      expect(await repository.head('other')).toBeUndefined();
    });

    it(`reads the text files of a folder, and says which it has not read${rarer}`, async () => {
      const { people } = world;
      await people.push(
        'main',
        'ingrid',
        [
          { path: 'apps/api/large.yaml', content: 'x'.repeat(101) },
          { path: 'apps/api/logo.png', content: 'PNG\0' },
          {
            path: 'apps/api/link',
            mode: '120000',
            sha: await people.git.createBlob(Buffer.from('../web')),
          },
        ],
        'More',
      );
      const head = (await people.git.head('main'))!;
      const read = await repository.read(head, 'apps/api');
      expect(read.commit).toBe(head);
      expect([...read.files]).toEqual([
        ['apps/api/deployment.yaml', 'kind: Deployment\n# of the API\n'],
        ['apps/api/service-account.yaml', 'kind: ServiceAccount\n'],
      ]);
      expect([...read.notRead]).toEqual([
        ['apps/api/large.yaml', 'larger than 100 bytes'],
        ['apps/api/link', 'a symbolic link'],
        ['apps/api/logo.png', 'not text'],
      ]);
      const all = await repository.read(head, '');
      expect(all.files.size + all.notRead.size).toBe(7);
      expect([...all.notRead.values()]).toContain('more than 3 files');
      expect((await failureOf(repository.read(head, 'apps/no'))).kind).toBe(
        'notFound',
      );
      for (const folder of ['../secrets', 'apps/../..', 'apps//api', '.git']) {
        expect((await failureOf(repository.read(head, folder))).kind).toBe(
          'invalid',
        );
      }
    });

    it('makes one branch, one commit and one request, and finds them again', async () => {
      const change = await changeOf(world);
      const made = await repository.propose(change);
      expect(made).toMatchObject({
        id: '1',
        url: `${world.git.url}${host.requestPath}`,
        state: 'open',
        branch: BRANCH,
        base: 'main',
        headCommit: await world.people.git.head(BRANCH),
        editedByOthers: false,
      });
      expect(await filesOf(world, BRANCH)).toEqual([
        'README.md',
        'apps/api/deployment.yaml',
        'apps/web/deployment.yaml',
      ]);
      expect(world.people.request(1)).toMatchObject({
        labels: ['irsa'],
        reviewers: ['ingrid'],
        title: change.title,
      });
      expect(await repository.propose(change)).toEqual(made);
      expect(await repository.find(change.marker)).toEqual(made);
      expect(await repository.find('another')).toBeUndefined();
      expect(await commitsOf(world, BRANCH)).toHaveLength(1);
      expect(world.people.requests).toHaveLength(1);
    });

    it(`adds a commit when the change is another, also after the base has moved${rarer}`, async () => {
      const change = await changeOf(world);
      await repository.propose(change);
      const files = new Map([
        ['apps/api/deployment.yaml', 'kind: Deployment\n'],
      ]);
      const second = { ...change, files, title: 'Less' };
      expect(await repository.propose(second)).toMatchObject({
        id: '1',
        editedByOthers: false,
      });
      expect(world.people.request(1).title).toBe('Less');
      await world.people.push(
        'main',
        'ingrid',
        [{ path: 'apps/web/deployment.yaml', content: 'kind: Other\n' }],
        'Elsewhere',
      );
      const third = await changeOf(world, { files, title: 'Less' });
      expect(await repository.propose(third)).toMatchObject({
        id: '1',
        editedByOthers: false,
      });
      const merged = await world.people.merge(1, 'ingrid');
      const { people } = world;
      const diff = await people.git.edits(
        `${merged.mergeCommit}^1`,
        merged.mergeCommit!,
      );
      expect(diff.map(({ path }) => path)).toEqual([
        'apps/api/deployment.yaml',
      ]);
    });

    it(`never writes over commits of others${rarer}`, async () => {
      const change = await changeOf(world);
      await repository.propose(change);
      const theirs = await world.people.push(
        BRANCH,
        'ingrid',
        [{ path: 'apps/api/deployment.yaml', content: 'kind: Better\n' }],
        'Better',
      );
      const again = { ...change, title: 'Other', files: new Map([['x', 'y']]) };
      const error = await failureOf(repository.propose(again));
      expect(error).toMatchObject({
        kind: 'changed',
        message: expect.stringContaining('other people have commits'),
      });
      expect(await world.people.git.head(BRANCH)).toBe(theirs);
      expect(await repository.get('1')).toMatchObject({ editedByOthers: true });
      expect(await repository.close('1', 'Not needed.')).toMatchObject({
        state: 'closed',
        headCommit: theirs,
      });
      expect(await world.people.git.head(BRANCH)).toBe(theirs);
    });

    it('takes a rewritten commit of its own for another person’s (in CI)', async () => {
      const change = await changeOf(world);
      await repository.propose(change);
      const { git } = world.people;
      const own = (await git.commit((await git.head(BRANCH))!))!;
      const amended = await git.createCommit({
        ...own,
        tree: await git.createTree(own.tree, [{ path: 'x', content: 'y' }]),
      });
      await git.moveBranch(BRANCH, own.sha, amended);
      expect(await repository.get('1')).toMatchObject({ editedByOthers: true });
    });

    it('leaves a branch of the same name alone that somebody else has made (in CI)', async () => {
      const { people } = world;
      const head = await people.git.head('main');
      const theirs = await people.push(
        BRANCH,
        'ingrid',
        [{ path: 'theirs', content: 'x' }],
        'Theirs',
        head,
      );
      const error = await failureOf(repository.propose(await changeOf(world)));
      expect(error.kind).toBe('changed');
      expect(await people.git.head(BRANCH)).toBe(theirs);
      expect(people.requests).toHaveLength(0);
    });

    it.each(['merge', 'squash'] as const)(
      `sees a request that was brought in by %s, and that it was taken back${rarer}`,
      async method => {
        await repository.propose(await changeOf(world));
        await world.people.merge(1, 'ingrid', method);
        const merged = await repository.get('1');
        expect(merged).toMatchObject({
          state: 'merged',
          mergeCommit: await world.people.git.head('main'),
          mergedAt: expect.any(String),
          endedBy: 'ingrid',
          editedByOthers: false,
        });
        expect(await repository.contains(merged.mergeCommit!, 'main')).toBe(
          true,
        );
        expect(await repository.contains(merged.headCommit!, 'main')).toBe(
          method === 'merge',
        );
        await world.people.revert(1, 'ingrid');
        const head = (await repository.head('main'))!;
        expect(await repository.contains(merged.mergeCommit!, head)).toBe(true);
        expect(await repository.contains(head, merged.mergeCommit!)).toBe(
          false,
        );
        const { files } = await repository.read(head, 'apps/api');
        expect(files.get('apps/api/deployment.yaml')).toContain('# of the API');
        // A request that has ended is no longer written to.
        expect(await repository.propose(await changeOf(world))).toMatchObject({
          id: '1',
          state: 'merged',
        });
      },
    );

    it('sees that others have edited what was merged, and that a branch is gone (in CI)', async () => {
      await repository.propose(await changeOf(world));
      const { people } = world;
      await people.push(
        BRANCH,
        'ingrid',
        [{ path: 'x', content: 'y' }],
        'Edit',
      );
      await people.merge(1, 'ingrid');
      await people.git.moveBranch(
        BRANCH,
        await people.git.head(BRANCH),
        undefined,
      );
      const merged = await repository.get('1');
      expect(merged).toMatchObject({ state: 'merged', editedByOthers: true });
      expect(merged.headCommit).toBeUndefined();
    });

    it(`says something on a request once, and closes one with a comment and without its branch, once${rarer}`, async () => {
      await repository.propose(await changeOf(world));
      await repository.comment!('1', 'Not now.');
      await repository.comment!('1', 'Not now.');
      expect(world.people.request(1)).toMatchObject({ state: 'open' });
      for (const [method, path] of host.closingCalls) {
        world.git.host.faults.add({ kind: 'lostAnswer', path, method });
        const error = await failureOf(repository.close('1', 'Rolled back.'));
        expect(error.kind).toBe('unreachable');
      }
      const closed = await repository.close('1', 'Rolled back.');
      expect(closed.state).toBe('closed');
      expect(closed.headCommit).toBeUndefined();
      expect(world.people.request(1).comments).toMatchObject([
        { body: 'Not now.' },
        { body: 'Rolled back.' },
      ]);
      expect(await repository.close('1', 'Rolled back.')).toEqual(closed);
    });

    it(`says something once, however much people have said before it${rarer}`, async () => {
      await repository.propose(await changeOf(world));
      const { comments } = world.people.request(1);
      const at = new Date(0).toISOString();
      for (let count = 0; count < 130; count += 1) {
        comments.push({ author: 'ingrid', body: `Thought ${count}`, at });
      }
      await repository.comment!('1', 'Not now.');
      await repository.comment!('1', 'Not now.');
      expect(comments.filter(({ body }) => body === 'Not now.')).toHaveLength(
        1,
      );
    });

    it('leaves a request alone that a person has closed (in CI)', async () => {
      await repository.propose(await changeOf(world));
      world.people.close(1, 'ingrid');
      const closed = await repository.close('1', 'Rolled back.');
      expect(closed).toMatchObject({ state: 'closed' });
      expect(closed.headCommit).toBeDefined();
      expect(world.people.request(1).comments).toEqual([]);
    });

    it('tells of conflicts (in CI)', async () => {
      await repository.propose(await changeOf(world));
      await world.people.push(
        'main',
        'ingrid',
        [{ path: 'apps/api/deployment.yaml', content: 'kind: Job\n' }],
        'Else',
      );
      expect((await repository.get('1')).blockedBy).toContain('conflicts');
    });

    it('says what is in the way', async () => {
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

    it.each([
      [{ status: 429, headers: { 'retry-after': '7' } }, 7],
      [{ status: 403, headers: { 'retry-after': '30' } }, 30],
      [
        { status: 403, message: 'You have exceeded a secondary rate limit' },
        60,
      ],
    ])(`waits as long as the host asks: %j${rarer}`, async (fault, seconds) => {
      world.git.host.faults.add({ kind: 'status', ...fault });
      const error = await failureOf(repository.facts());
      expect(error.kind).toBe('throttled');
      expect(error.details.retryAfterSeconds).toBe(seconds);
    });

    it('follows no redirect, and shows credentials in no error', async () => {
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
        const shown = [
          error.message,
          error.stack,
          JSON.stringify(error),
        ].join();
        expect(shown).not.toContain(token);
        expect(error.cause).toBeUndefined();
      }
    });

    it(`refuses what is no branch, commit, path or number before it asks${rarer}`, async () => {
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
      const { url } = world.git;
      const hosts = new ChangeHosts(
        [],
        configuredHosts(host, world.git, LIMITS),
      );
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
      const { url } = world.git;
      const hosts = new ChangeHosts(
        [],
        host.hosts(integrationsOf(host, host.entry(url)), { limits: LIMITS }),
      );
      expect(hosts.repository(`${url}/acme/deployments`)).toBeUndefined();
    });
  });
}
