import {
  BRANCH,
  ContractWorld,
  ContractHost,
  changeOf,
  commitsOf,
  failureOf,
  filesOf,
  rarerOn,
} from './contractWorld';

/** How a host takes a request: one branch, one commit, and nothing of others. */
// eslint-disable-next-line jest/no-export
export function itProposes(host: ContractHost, now: () => ContractWorld): void {
  const rarer = rarerOn(host);

  it('makes one branch, one commit and one request, and finds them again', async () => {
    const world = now();
    const { repository } = world;
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
    const world = now();
    const { repository } = world;
    const change = await changeOf(world);
    await repository.propose(change);
    const files = new Map([['apps/api/deployment.yaml', 'kind: Deployment\n']]);
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
    expect(diff.map(({ path }) => path)).toEqual(['apps/api/deployment.yaml']);
  });

  it(`never writes over commits of others${rarer}`, async () => {
    const world = now();
    const { repository } = world;
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
    const world = now();
    const { repository } = world;
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
    const world = now();
    const { repository, people } = world;
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
}
