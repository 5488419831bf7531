import {
  BRANCH,
  ContractWorld,
  ContractHost,
  changeOf,
  failureOf,
  rarerOn,
} from './contractWorld';

/** What becomes of a request, and how one is closed. */
// eslint-disable-next-line jest/no-export
export function itFollows(host: ContractHost, now: () => ContractWorld): void {
  const rarer = rarerOn(host);

  it.each(['merge', 'squash'] as const)(
    `sees a request that was brought in by %s, and that it was taken back${rarer}`,
    async method => {
      const world = now();
      const { repository } = world;
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
      expect(await repository.contains(merged.mergeCommit!, 'main')).toBe(true);
      expect(await repository.contains(merged.headCommit!, 'main')).toBe(
        method === 'merge',
      );
      await world.people.revert(1, 'ingrid');
      const head = (await repository.head('main'))!;
      expect(await repository.contains(merged.mergeCommit!, head)).toBe(true);
      expect(await repository.contains(head, merged.mergeCommit!)).toBe(false);
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
    const world = now();
    const { repository } = world;
    await repository.propose(await changeOf(world));
    const { people } = world;
    await people.push(BRANCH, 'ingrid', [{ path: 'x', content: 'y' }], 'Edit');
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
    const world = now();
    const { repository } = world;
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
    const world = now();
    const { repository } = world;
    await repository.propose(await changeOf(world));
    const { comments } = world.people.request(1);
    const at = new Date(0).toISOString();
    for (let count = 0; count < 130; count += 1) {
      comments.push({ author: 'ingrid', body: `Thought ${count}`, at });
    }
    await repository.comment!('1', 'Not now.');
    await repository.comment!('1', 'Not now.');
    expect(comments.filter(({ body }) => body === 'Not now.')).toHaveLength(1);
  });

  it('leaves a request alone that a person has closed (in CI)', async () => {
    const world = now();
    const { repository } = world;
    await repository.propose(await changeOf(world));
    world.people.close(1, 'ingrid');
    const closed = await repository.close('1', 'Rolled back.');
    expect(closed).toMatchObject({ state: 'closed' });
    expect(closed.headCommit).toBeDefined();
    expect(world.people.request(1).comments).toEqual([]);
  });

  it('takes no commit for a part of a history that has nothing in common with it (in CI)', async () => {
    const { repository, people } = now();
    const apart = await people.push(
      'apart',
      'ingrid',
      [{ path: 'x', content: 'y' }],
      'From nothing',
    );
    const head = (await people.git.head('main'))!;
    expect(await repository.contains(apart, 'main')).toBe(false);
    expect(await repository.contains(head, 'apart')).toBe(false);
    expect(await repository.contains(head, 'main')).toBe(true);
  });

  it('tells of conflicts (in CI)', async () => {
    const world = now();
    const { repository } = world;
    await repository.propose(await changeOf(world));
    await world.people.push(
      'main',
      'ingrid',
      [{ path: 'apps/api/deployment.yaml', content: 'kind: Job\n' }],
      'Else',
    );
    expect((await repository.get('1')).blockedBy).toContain('conflicts');
  });
}
