import { ChangeHost, ChangeRepository } from 'backstage-plugin-irsa-node';
import { ChangeHosts } from './ChangeHosts';

function hostOf(name: string, hosts: string[]): ChangeHost {
  return {
    name,
    repository: url =>
      hosts.includes(new URL(url).host)
        ? ({ foundBy: name, url } as unknown as ChangeRepository)
        : undefined,
  };
}

describe('ChangeHosts', () => {
  const hosts = new ChangeHosts(
    [hostOf('ours', ['git.example.com', 'github.com'])],
    [hostOf('GitHub', ['github.com', 'ghe.example.com'])],
  );

  it('asks hosts of modules before those of the settings', () => {
    expect(hosts.names()).toEqual(['ours', 'GitHub']);
    expect(hosts.repository('https://github.com/a/b')).toMatchObject({
      foundBy: 'ours',
    });
    expect(
      hosts.repository('https://ghe.example.com/a/b/tree/main/deploy'),
    ).toMatchObject({ foundBy: 'GitHub' });
  });

  it.each([
    'ssh://git@ghe.example.com/a/b.git',
    'ssh://git@ghe.example.com:22/a/b.git',
    'ssh://ghe.example.com/a/b.git',
    'git@ghe.example.com:a/b.git',
  ])('takes %s for the repository of that name', url => {
    expect(hosts.repository(url)).toEqual({
      foundBy: 'GitHub',
      url: 'https://ghe.example.com/a/b.git',
    });
  });

  it('knows nothing of other hosts', () => {
    expect(hosts.repository('https://gitlab.com/a/b')).toBeUndefined();
  });

  it.each([
    'https://user@github.com/a/b',
    'https://github.com:secret@evil.example/a/b',
    'https://token:x@github.com/a/b',
    'https://github.com/a/../b/c',
    'https://github.com/a/b/..',
    'https://github.com/./a/b',
    'https://github.com/a%2Fb/c',
    'https://github.com/a%2e%2e/c',
    'https://github.com/a%252fb/c',
    'https://github.com\\@evil.example/a/b',
    'https://github.com/a/b c',
    'mona@github.com:a/b.git',
    'ssh://mona@github.com/a/b',
    'ssh://git:secret@github.com/a/b',
    'ssh://git@github.com/a/../b/c',
    'git@github.com:../b/c',
    'git@github.com:a%2Fb/c',
    'file:///github.com/a/b',
    'github.com/a/b',
    '',
  ])('asks nobody for %s', url => {
    expect(hosts.repository(url)).toBeUndefined();
  });
});
