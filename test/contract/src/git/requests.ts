import { until } from '@internal/sandbox/until';
import { from } from '../aws/rows';
import { Repository } from './support';

const API = 'https://docs.gitea.com/api/#tag/repository';

/** The host looks in the background whether a request can be merged. */
const mergeable = (repository: Repository, number: number) =>
  until(
    'a request that can be merged',
    async () => (await repository.get(`/pulls/${number}`)).mergeable,
  );

/** Pull requests of Gitea, as the portal opens and follows them. */
export const requests = [
  ...from<Repository>(API, [
    [
      'git.pull.create',
      'a request has its number, texts, branches and page, and is open',
      async repository => {
        const pull = await repository.propose();
        return {
          number: pull.number,
          page:
            pull.html_url ===
            `${repository.host.url}/${repository.name}/pulls/${pull.number}`,
          title: pull.title,
          body: pull.body,
          state: pull.state,
          merged: pull.merged,
          head: pull.head.ref,
          sha: pull.head.sha === (await repository.head('irsa/one')),
          base: pull.base.ref,
          own: pull.head.repo_id === pull.base.repo_id,
          labels: pull.labels ?? [],
          merged_by: pull.merged_by,
          merged_at: pull.merged_at,
          closed_at: pull.closed_at,
        };
      },
      {
        number: 1,
        page: true,
        title: 'From irsa/one',
        body: 'Why and how.',
        state: 'open',
        merged: false,
        head: 'irsa/one',
        sha: true,
        base: 'main',
        own: true,
        labels: [],
        merged_by: null,
        merged_at: null,
        closed_at: null,
      },
    ],
    [
      'git.pull.twice',
      'a branch has one open request to the same branch',
      async repository => {
        await repository.propose();
        const { status } = await repository.send('POST', '/pulls', {
          head: 'irsa/one',
          base: 'main',
          title: 'Again',
        });
        return status;
      },
      409,
    ],
    [
      'git.pull.without-branch',
      'a request from a branch that is not there is refused',
      async repository =>
        (
          await repository.send('POST', '/pulls', {
            head: 'irsa/none',
            base: 'main',
            title: 'Nothing',
          })
        ).status,
      404,
    ],
    [
      'git.pull.list',
      'requests of any state are listed, the newest first, in pages',
      async repository => {
        for (const name of ['one', 'two', 'three']) {
          await repository.propose(`irsa/${name}`);
        }
        await repository.must('PATCH', '/pulls/2', { state: 'closed' });
        const page = async (number: number) =>
          (await repository.get(`/pulls?state=all&limit=2&page=${number}`)).map(
            (pull: { number: number; state: string }) => [
              pull.number,
              pull.state,
            ],
          );
        return [await page(1), await page(2), await page(3)];
      },
      [
        [
          [3, 'open'],
          [2, 'closed'],
        ],
        [[1, 'open']],
        [],
      ],
    ],
    [
      'git.pull.missing',
      'a number that no request has is 404',
      async repository => (await repository.send('GET', '/pulls/7')).status,
      404,
    ],
    [
      'git.pull.edit',
      'title and text change, and nothing else',
      async repository => {
        await repository.propose();
        await repository.must('PATCH', '/pulls/1', {
          title: 'Other',
          body: 'Else',
          base: 'main',
        });
        const { title, body, state, base } = await repository.get('/pulls/1');
        return [title, body, state, base.ref];
      },
      ['Other', 'Else', 'open', 'main'],
    ],
    [
      'git.pull.commits',
      'the commits of a request are those of its branch, with files’ names of trees and parents',
      async repository => {
        await repository.propose();
        await repository.write('irsa/one', { x: 'y' }, { message: 'More' });
        const commits = await repository.get(
          '/pulls/1/commits?limit=50&page=1',
        );
        return commits.map(({ commit, parents, sha }: any) => [
          commit.message.trim(),
          commit.tree.sha.length,
          parents.length,
          sha.length,
        ]);
      },
      [
        ['More', 40, 1, 40],
        ['Edit', 40, 1, 40],
      ],
    ],
    [
      'git.pull.commits.merged',
      'the commits of a merged request are still told',
      async repository => {
        await repository.propose();
        await mergeable(repository, 1);
        await repository.host.merge(repository.name, 1);
        const commits = await repository.get(
          '/pulls/1/commits?limit=50&page=1',
        );
        return commits.map(({ commit }: any) => commit.message.trim());
      },
      ['Edit'],
    ],
    [
      'git.pull.merged',
      'a merged request names who merged it, when, and the commit, which is the end of the branch',
      async repository => {
        await repository.propose();
        await mergeable(repository, 1);
        await repository.host.merge(repository.name, 1);
        const pull = await repository.get('/pulls/1');
        return {
          state: pull.state,
          merged: pull.merged,
          by: pull.merged_by.login === repository.host.keeper.login,
          at: typeof pull.merged_at,
          commit: pull.merge_commit_sha === (await repository.head()),
        };
      },
      { state: 'closed', merged: true, by: true, at: 'string', commit: true },
    ],
    [
      'git.pull.conflict',
      'a request that conflicts cannot be merged',
      async repository => {
        await repository.propose();
        await mergeable(repository, 1);
        await repository.write('main', {
          'apps/api/deployment.yaml': 'kind: Job\n',
        });
        return until(
          'a request that cannot be merged',
          async () => !(await repository.get('/pulls/1')).mergeable,
        );
      },
      true,
    ],
    [
      'git.pull.close',
      'a closed request is not merged, and keeps when it was closed',
      async repository => {
        await repository.propose();
        const { status } = await repository.send('PATCH', '/pulls/1', {
          state: 'closed',
        });
        const pull = await repository.get('/pulls/1');
        return [status, pull.state, pull.merged, typeof pull.closed_at];
      },
      [201, 'closed', false, 'string'],
    ],
    [
      'git.pull.reopen',
      'a closed request is opened again, with the commits its branch has by then',
      async repository => {
        await repository.propose();
        await repository.must('PATCH', '/pulls/1', { state: 'closed' });
        await repository.write('irsa/one', { x: 'y' });
        const { status } = await repository.send('PATCH', '/pulls/1', {
          state: 'open',
        });
        const head = await repository.head('irsa/one');
        await until(
          'the new end',
          async () => (await repository.get('/pulls/1')).head.sha === head,
        );
        const pull = await repository.get('/pulls/1');
        return [status, pull.state, pull.merged];
      },
      [201, 'open', false],
    ],
    [
      'git.pull.reopen.merged',
      'a merged request is not opened again',
      async repository => {
        await repository.propose();
        await mergeable(repository, 1);
        await repository.host.merge(repository.name, 1);
        const { status } = await repository.send('PATCH', '/pulls/1', {
          state: 'open',
        });
        return [status, (await repository.get('/pulls/1')).state];
      },
      [412, 'closed'],
    ],
    [
      'git.pull.branch-gone',
      'a request whose branch is deleted is closed',
      async repository => {
        await repository.propose();
        await repository.must('DELETE', '/branches/irsa%2Fone');
        return until(
          'a closed request',
          async () => (await repository.get('/pulls/1')).state === 'closed',
        );
      },
      true,
    ],
    [
      'git.pull.new-commit',
      'a request follows its branch',
      async repository => {
        await repository.propose();
        await repository.write('irsa/one', { x: 'y' });
        const head = await repository.head('irsa/one');
        return until(
          'the new end',
          async () => (await repository.get('/pulls/1')).head.sha === head,
        );
      },
      true,
    ],
    [
      'git.comments',
      'all comments come in one answer, however many there are',
      async repository => {
        await repository.propose();
        for (let count = 0; count < 60; count += 1) {
          await repository.must('POST', '/issues/1/comments', {
            body: `Thought ${count}`,
          });
        }
        const comments = await repository.get('/issues/1/comments');
        return [comments.length, comments[0].body, comments[59].body];
      },
      [60, 'Thought 0', 'Thought 59'],
    ],
    [
      'git.labels',
      'labels are made once, have numbers, and are put on a request by them',
      async repository => {
        await repository.propose();
        const { id } = await repository.must('POST', '/labels', {
          name: 'irsa',
          color: '#0e8a16',
        });
        await repository.must('POST', '/issues/1/labels', { labels: [id] });
        const { labels } = await repository.get('/pulls/1');
        const all = await repository.get('/labels?limit=50&page=1');
        return [
          labels.map(({ name }: { name: string }) => name),
          all.filter(({ name }: { name: string }) => name === 'irsa').length,
        ];
      },
      [['irsa'], 1],
    ],
    [
      'git.reviewers',
      'a reviewer who may read is asked; one that is not there is refused',
      async repository => {
        await repository.propose();
        const ask = async (login: string) =>
          (
            await repository.send('POST', '/pulls/1/requested_reviewers', {
              reviewers: [login],
            })
          ).status;
        const statuses = [
          await ask(repository.host.keeper.login),
          (await ask('nobody-of-that-name')) >= 400,
        ];
        const { requested_reviewers } = await repository.get('/pulls/1');
        return [
          ...statuses,
          requested_reviewers.map(
            ({ login }: { login: string }) =>
              login === repository.host.keeper.login,
          ),
        ];
      },
      [201, true, [true]],
    ],
  ]),
];
