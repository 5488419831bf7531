import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettableClock } from '../clock';
import { RunningGitHost, startGitHost } from './startGitHost';
import { runGit } from './runGit';

describe('the Git host', () => {
  let git: RunningGitHost;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'irsa-clone-'));
    git = await startGitHost({ clock: new SettableClock() });
    await git.host.addRepository({
      owner: 'acme',
      name: 'deployments',
      files: { 'a.yaml': 'a: 1\n' },
    });
  });

  afterEach(async () => {
    await git?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const remote = (token: string) =>
    `${git.url.replace('://', `://x:${token}@`)}/acme/deployments.git`;
  const author = ['-c', 'user.name=Ingrid', '-c', 'user.email=i@example.com'];
  const act = (number: number, name: string, headers = {}) =>
    fetch(`${git.url}/acme/deployments/pull/${number}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ act: name }),
    });

  it('is cloned and pushed to by git itself', async () => {
    const { token } = git.portal;
    await runGit(folder, ['clone', '-q', remote(token), 'work']);
    const work = join(folder, 'work');
    expect(await readFile(join(work, 'a.yaml'), 'utf8')).toBe('a: 1\n');
    await writeFile(join(work, 'a.yaml'), 'a: 2\n');
    await runGit(work, [...author, 'commit', '-qam', 'Two']);
    await runGit(work, ['push', '-q', 'origin', 'HEAD:main']);
    const [repository] = git.host.repositories;
    const head = (await repository.git.head('main'))!;
    expect(await repository.git.commit(head)).toMatchObject({
      message: 'Two',
      author: { name: 'Ingrid' },
    });
  });

  it('lets nobody in without a token, and writes only for those who may', async () => {
    await expect(
      runGit(folder, ['clone', '-q', remote('wrong'), 'none']),
    ).rejects.toThrow();
    git.host.user(git.portal.login)!.right = 'read';
    await runGit(folder, ['clone', '-q', remote(git.portal.token), 'work']);
    const work = join(folder, 'work');
    await runGit(work, [...author, 'commit', '-q', '--allow-empty', '-m', 'x']);
    await expect(runGit(work, ['push', '-q'])).rejects.toThrow();
  });

  it('has a page on which a person merges a request and takes it back', async () => {
    const [repository] = git.host.repositories;
    const head = (await repository.git.head('main'))!;
    const edits = [{ path: 'a.yaml', content: 'a: "<b>"\n' }];
    await repository.push('change', 'ingrid', edits, 'Change', head);
    await repository.open('ingrid', {
      title: 'Change <a>',
      body: 'Why',
      branch: 'change',
      base: 'main',
    });
    const address = `${git.url}/acme/deployments/pull/1`;
    const page = await (await fetch(address)).text();
    expect(page).toContain('Change &lt;a&gt; #1');
    expect(page).toContain('+a: &quot;&lt;b&gt;&quot;');
    for (const label of ['Merge', 'Squash and merge', 'Close']) {
      expect(page).toContain(`>${label}</button>`);
    }
    const forged = await act(1, 'merge', { 'sec-fetch-site': 'cross-site' });
    expect(forged.status).toBe(403);
    await act(1, 'merge');
    expect(repository.request(1)).toMatchObject({ endedBy: 'ingrid' });
    expect(await (await fetch(address)).text()).toContain('>Revert</button>');
    expect((await act(1, 'merge')).status).toBe(405);
    await act(1, 'revert');
    const commit = await repository.git.commit(
      (await repository.git.head('main'))!,
    );
    const [file] = (await repository.git.tree(commit!.tree, true))!;
    expect((await repository.git.blob(file.sha))!.toString()).toBe('a: 1\n');
    expect(await (await fetch(git.url)).text()).toContain('acme/deployments');
  });

  // https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request
  it('opens a closed request again at GitHub’s API, unless its branch is gone or another is open for it', async () => {
    const [repository] = git.host.repositories;
    const wish = { title: 'T', body: '', branch: 'change', base: 'main' };
    const head = (await repository.git.head('main'))!;
    const edit = (content: string, from?: string) =>
      repository.push(
        'change',
        'ingrid',
        [{ path: 'a.yaml', content }],
        'Change',
        from,
      );
    const patch = async (number: number, state: string) => {
      const response = await fetch(
        `${git.apiUrl}/repos/acme/deployments/pulls/${number}`,
        {
          method: 'PATCH',
          headers: { authorization: `Bearer ${git.portal.token}` },
          body: JSON.stringify({ state }),
        },
      );
      return { status: response.status, ...(await response.json()) };
    };
    await edit('a: 2\n', head);
    await repository.open('ingrid', wish);
    expect(await patch(1, 'closed')).toMatchObject({ state: 'closed' });
    const later = await edit('a: 3\n');
    expect(await patch(1, 'open')).toMatchObject({
      status: 200,
      state: 'open',
      closed_at: null,
      head: { sha: later },
    });
    await patch(1, 'closed');
    await repository.open('ingrid', wish);
    expect(await patch(1, 'open')).toMatchObject({
      status: 422,
      message: expect.stringMatching(/already exists/),
    });
    await repository.git.moveBranch('change', later, undefined);
    expect(await patch(2, 'open')).toMatchObject({
      status: 422,
      message: expect.stringMatching(/change branch has been deleted/),
    });
    expect(repository.request(2).state).toBe('closed');
  });
});
