import {
  ContractWorld,
  ContractHost,
  failureOf,
  rarerOn,
} from './contractWorld';

/** What a host tells of a repository and its files. */
// eslint-disable-next-line jest/no-export
export function itReads(host: ContractHost, now: () => ContractWorld): void {
  const rarer = rarerOn(host);

  it(`tells what a repository is, and where its branches are${rarer}`, async () => {
    const world = now();
    const { repository } = world;
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
    const world = now();
    const { repository, people } = world;
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
    const some = await repository.read(head, '', path => /web/.test(path));
    expect([...some.files.keys()]).toEqual(['apps/web/deployment.yaml']);
    expect([...some.notRead]).toEqual([]);
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
}
