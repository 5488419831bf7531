import { from } from '../aws/rows';
import { Repository } from './support';

const API = 'https://docs.gitea.com/api/#tag/repository';

const names = (entries: { path: string; type: string; mode: string }[]) =>
  entries.map(({ path, type, mode }) => [path, type, mode]).sort();

/** What the portal reads of a repository at Gitea. */
export const repositories = [
  ...from<Repository>(API, [
    [
      'git.repository',
      'a repository tells its page, its default branch, and that the caller may write',
      async repository => {
        const { html_url, default_branch, archived, permissions } =
          await repository.get('');
        return [
          html_url === `${repository.host.url}/${repository.name}`,
          default_branch,
          archived,
          permissions.push,
        ];
      },
      [true, 'main', false, true],
    ],
    [
      'git.repository.reader',
      'whoever may only read is told so',
      async repository => {
        const { permissions } = await repository.must(
          'GET',
          '',
          undefined,
          repository.host.reader,
        );
        return [permissions.pull, permissions.push];
      },
      [true, false],
    ],
    [
      'git.repository.missing',
      'what is not there is 404, and so is a path below it',
      async ({ host, name }) => {
        const other = new Repository(host, `${name}-not`);
        return [
          (await other.send('GET', '')).status,
          (await other.send('GET', '/branches/main')).status,
        ];
      },
      [404, 404],
    ],
    [
      'git.token.unknown',
      'a token that it does not know is 401',
      async repository =>
        (
          await repository.send('GET', '', undefined, {
            token: '0'.repeat(40),
          })
        ).status,
      401,
    ],
    [
      'git.branch',
      'a branch whose name has a slash is found by the encoded name',
      async repository => {
        await repository.branch('irsa/one');
        return [
          (await repository.head('irsa/one')) === (await repository.head()),
          (await repository.send('GET', '/branches/irsa%2Ftwo')).status,
        ];
      },
      [true, 404],
    ],
    [
      'git.branch.create',
      'a branch is made at a commit, once',
      async repository => {
        const wish = {
          new_branch_name: 'irsa/one',
          old_ref_name: await repository.head(),
        };
        const made = await repository.send('POST', '/branches', wish);
        const again = await repository.send('POST', '/branches', wish);
        return [made.status, made.body.name, again.status];
      },
      [201, 'irsa/one', 409],
    ],
    [
      'git.branch.create-by-reader',
      'whoever may only read makes no branch',
      async repository =>
        (
          await repository.send(
            'POST',
            '/branches',
            {
              new_branch_name: 'irsa/one',
              old_ref_name: await repository.head(),
            },
            repository.host.reader,
          )
        ).status,
      403,
    ],
    [
      'git.branch.delete',
      'a branch is deleted, and one that is gone already is a success too',
      async repository => {
        await repository.branch('irsa/one');
        const remove = async () =>
          (await repository.send('DELETE', '/branches/irsa%2Fone')).status;
        return [await remove(), await remove()];
      },
      [204, 204],
    ],
    [
      'git.commit',
      'a commit has its message and its parents, and its own name in place of that of its tree',
      async repository => {
        const before = await repository.head();
        await repository.write(
          'main',
          { x: 'y' },
          { message: 'Why\n\nIrsa-Change: a-1 00' },
        );
        const head = await repository.head();
        const { commit, parents } = await repository.get(
          `/git/commits/${head}`,
        );
        const [byTree, byCommit] = [
          await repository.get(`/git/trees/${commit.tree.sha}`),
          await repository.get(`/git/trees/${head}`),
        ];
        return [
          commit.message.trim(),
          names(byTree.tree),
          names(byCommit.tree).length,
          parents.map((parent: { sha: string }) => parent.sha === before),
          commit.tree.sha === head,
        ];
      },
      [
        'Why\n\nIrsa-Change: a-1 00',
        [
          ['README.md', 'blob', '100644'],
          ['apps', 'tree', '040000'],
          ['x', 'blob', '100644'],
        ],
        3,
        [true],
        true,
      ],
    ],
    [
      'git.tree',
      'a tree has files and folders with their modes, by the name of a commit',
      async repository => {
        const { tree, truncated } = await repository.get(
          `/git/trees/${await repository.head()}`,
        );
        return [names(tree), truncated];
      },
      [
        [
          ['README.md', 'blob', '100644'],
          ['apps', 'tree', '040000'],
        ],
        false,
      ],
    ],
    [
      'git.tree.below',
      'the tree of a folder is had by its own name',
      async repository => {
        const { sha } = await repository.entry('apps/api');
        const { tree } = await repository.get(`/git/trees/${sha}?recursive=1`);
        return names(tree).map(([path]) => path);
      },
      ['deployment.yaml', 'service-account.yaml'],
    ],
    [
      'git.tree.recursive',
      'a recursive tree has the paths and sizes of all files',
      async repository => {
        const { tree, truncated } = await repository.get(
          `/git/trees/${await repository.head()}?recursive=1&page=1&per_page=1000`,
        );
        const files = tree
          .filter(({ type }: { type: string }) => type === 'blob')
          .map(({ path, size }: { path: string; size: number }) => [path, size])
          .sort();
        return [files, truncated];
      },
      [
        [
          ['README.md', 12],
          ['apps/api/deployment.yaml', 30],
          ['apps/api/service-account.yaml', 21],
          ['apps/web/deployment.yaml', 17],
        ],
        false,
      ],
    ],
    [
      'git.tree.pages',
      'a tree comes in pages, and says as long as there is more',
      async repository => {
        const head = await repository.head();
        const paths: string[] = [];
        const more: boolean[] = [];
        for (const page of [1, 2, 3, 4]) {
          const { tree, truncated } = await repository.get(
            `/git/trees/${head}?recursive=1&page=${page}&per_page=2`,
          );
          paths.push(...(tree ?? []).map((each: any) => each.path));
          more.push(truncated);
        }
        return [paths.length, new Set(paths).size, more];
      },
      [7, 7, [true, true, true, false]],
    ],
    [
      'git.tree.missing',
      'a tree that is not there is refused',
      async repository =>
        (await repository.send('GET', `/git/trees/${'1'.repeat(40)}`)).status >=
        400,
      true,
    ],
    [
      'git.blob',
      'a blob is base64, with its size',
      async repository => {
        const { sha } = await repository.entry('README.md');
        const { content, encoding, size } = await repository.get(
          `/git/blobs/${sha}`,
        );
        return [Buffer.from(content, 'base64').toString(), encoding, size];
      },
      ['Deployments\n', 'base64', 12],
    ],
    [
      'git.compare',
      'commits between two are those that only the second has, whatever the first got since',
      async repository => {
        const base = await repository.head();
        await repository.branch('irsa/one');
        await repository.write('irsa/one', { a: '1' }, { message: 'First' });
        await repository.write('irsa/one', { b: '2' }, { message: 'Second' });
        await repository.write('main', { c: '3' }, { message: 'Elsewhere' });
        const between = async (first: string, second: string) => {
          const { total_commits, commits } = await repository.get(
            `/compare/${encodeURIComponent(first)}...${encodeURIComponent(
              second,
            )}`,
          );
          return [
            total_commits,
            (commits ?? []).map((each: any) => each.commit.message.trim()),
          ];
        };
        const tip = await repository.head('irsa/one');
        return [
          await between(await repository.head(), tip),
          await between('main', 'irsa/one'),
          await between(base, tip),
          await between(tip, base),
        ];
      },
      [
        [2, ['Second', 'First']],
        [2, ['Second', 'First']],
        [2, ['Second', 'First']],
        [0, []],
      ],
    ],
    [
      'git.compare.missing',
      'a commit that is not there cannot be compared',
      async repository =>
        (
          await repository.send(
            'GET',
            `/compare/${'1'.repeat(40)}...${await repository.head()}`,
          )
        ).status,
      404,
    ],
    [
      'git.contents',
      'one call makes one commit of several files, on the end of the branch',
      async repository => {
        await repository.branch('irsa/one');
        const before = await repository.head('irsa/one');
        const { status } = await repository.write('irsa/one', {
          'apps/api/deployment.yaml': 'kind: Deployment\n# keyless\n',
          'apps/api/service-account.yaml': null,
          'apps/new.yaml': 'kind: ConfigMap\n',
        });
        const { tree } = await repository.get(
          `/git/trees/${await repository.head('irsa/one')}?recursive=1`,
        );
        const { parents } = await repository.get(
          `/git/commits/${await repository.head('irsa/one')}`,
        );
        return [
          status,
          parents.map((parent: { sha: string }) => parent.sha === before),
          tree
            .filter(({ type }: { type: string }) => type === 'blob')
            .map(({ path }: { path: string }) => path)
            .sort(),
        ];
      },
      [
        201,
        [true],
        [
          'README.md',
          'apps/api/deployment.yaml',
          'apps/new.yaml',
          'apps/web/deployment.yaml',
        ],
      ],
    ],
    [
      'git.contents.author',
      'the commit has the author that is given',
      async repository => {
        const author = { name: 'Portal', email: 'portal@example.com' };
        await repository.write(
          'main',
          { x: 'y' },
          { author, committer: author },
        );
        const { commit } = await repository.get(
          `/git/commits/${await repository.head()}`,
        );
        return [commit.author.name, commit.author.email];
      },
      ['Portal', 'portal@example.com'],
    ],
    [
      'git.contents.stale',
      'an edit of another content than the one that was read is refused, in words that say so',
      async repository => {
        const path = 'README.md';
        const edit = (sha: string) =>
          repository.send('POST', '/contents', {
            branch: 'main',
            message: 'Edit',
            files: [{ operation: 'update', path, sha, content: 'eA==' }],
          });
        const { status, body } = await edit('1'.repeat(40));
        return [status, /sha does not match/.test(body.message)];
      },
      [422, true],
    ],
    [
      'git.contents.existing',
      'a file that is there is not made',
      async repository =>
        (
          await repository.send('POST', '/contents', {
            branch: 'main',
            message: 'Edit',
            files: [
              { operation: 'create', path: 'README.md', content: 'eA==' },
            ],
          })
        ).status,
      422,
    ],
    [
      'git.contents.protected',
      'a protected branch takes no commit, and the answer names the user, not the rule',
      async repository => {
        await repository.branch('irsa/one');
        await repository.host.protect(repository.name, 'irsa/');
        const { status, body } = await repository.write('irsa/one', {
          x: 'y',
        });
        return [status, /user cannot commit to repo/.test(body.message)];
      },
      [403, true],
    ],
    [
      'git.branch.protected',
      'a branch that a rule protects is not made, and whoever may not know is not told why',
      async repository => {
        await repository.host.protect(repository.name, 'irsa/');
        const { status, body } = await repository.send('POST', '/branches', {
          new_branch_name: 'irsa/one',
          old_ref_name: await repository.head(),
        });
        return [status, body.message];
      },
      [500, ''],
    ],
    [
      'git.branch.delete-protected',
      'a branch that a rule protects is not deleted',
      async repository => {
        await repository.branch('irsa/one');
        await repository.host.protect(repository.name, 'irsa/');
        const { status, body } = await repository.send(
          'DELETE',
          '/branches/irsa%2Fone',
        );
        return [status, body.message];
      },
      [403, 'branch protected'],
    ],
    [
      'git.commits.not',
      'commits that another has too are left out of a list',
      async repository => {
        await repository.branch('irsa/one');
        await repository.write('irsa/one', { a: '1' }, { message: 'First' });
        await repository.write('irsa/one', { b: '2' }, { message: 'Second' });
        const list = async (sha: string, not: string) =>
          (
            await repository.get(
              `/commits?sha=${sha}&not=${not}&limit=1&stat=false&files=false&verification=false`,
            )
          ).map((each: any) => each.commit.message.trim());
        const [base, tip] = [
          await repository.head(),
          await repository.head('irsa/one'),
        ];
        return [await list(tip, base), await list(base, tip)];
      },
      [['Second'], []],
    ],
    [
      'git.archived',
      'an archived repository says so, and takes nothing',
      async repository => {
        await repository.host.archive(repository.name);
        const { archived } = await repository.get('');
        const wish = {
          new_branch_name: 'irsa/one',
          old_ref_name: await repository.head(),
        };
        const { status } = await repository.send('POST', '/branches', wish);
        return [archived, status];
      },
      [true, 423],
    ],
  ]),
];
