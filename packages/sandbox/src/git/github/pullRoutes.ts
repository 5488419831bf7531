import { HostedRequest, Refusal } from '../HostedRepository';
import {
  commentAnswer,
  listedCommitAnswer,
  listedPullAnswer,
  pullAnswer,
} from './answers';
import { ApiCall, Route } from '../route';
import { found, stateOf, textOf, textsOf } from '../wishes';

/** Change requests, their labels, comments and reviewers. */
export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/pulls$/,
    answer: async call => {
      const { repository, query } = call;
      await repository.refresh();
      const state = query.get('state') ?? 'open';
      const head = query.get('head');
      const base = query.get('base');
      const all = repository.requests
        .filter(
          each =>
            (state === 'all' || each.state === state) &&
            (!head || head === `${repository.owner}:${each.branch}`) &&
            (!base || base === each.base),
        )
        .reverse();
      return {
        status: 200,
        body: pageOf(all, query).map(each => listedPullAnswer(call, each)),
      };
    },
  },
  {
    method: 'POST',
    path: /^\/pulls$/,
    answer: async call => {
      const { repository, body, user } = call;
      const request = await repository.open(user.login, {
        title: textOf(body, 'title'),
        body: typeof body.body === 'string' ? body.body : '',
        branch: textOf(body, 'head').replace(`${repository.owner}:`, ''),
        base: textOf(body, 'base'),
      });
      return { status: 201, body: await pullOf(call, request) };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)$/,
    answer: async call => {
      await call.repository.refresh();
      return { status: 200, body: await pullOf(call, requestOf(call)) };
    },
  },
  {
    method: 'PATCH',
    path: /^\/pulls\/(\d+)$/,
    answer: async call => {
      const { repository, body, user } = call;
      const request = requestOf(call);
      await repository.edit(
        request,
        {
          title: body.title,
          body: body.body,
          base: body.base,
          state: stateOf(body),
        },
        user.login,
      );
      return { status: 200, body: await pullOf(call, request) };
    },
  },
  {
    method: 'PUT',
    path: /^\/pulls\/(\d+)\/merge$/,
    answer: async ({ repository, parts: [number], body, user }) => {
      const { mergeCommit } = await repository.merge(
        Number(number),
        user.login,
        body.merge_method === 'squash' ? 'squash' : 'merge',
      );
      return {
        status: 200,
        body: {
          sha: mergeCommit,
          merged: true,
          message: 'Pull Request successfully merged',
        },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/commits$/,
    answer: async call => {
      const { git } = call.repository;
      const commits = await call.repository.commitsOf(requestOf(call));
      const facts = await Promise.all(
        pageOf(commits, call.query).map(sha => git.commit(sha)),
      );
      return {
        status: 200,
        body: facts.map(each => listedCommitAnswer(call, found(each))),
      };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/reviews$/,
    answer: async call => {
      requestOf(call);
      return { status: 200, body: [] };
    },
  },
  {
    method: 'POST',
    path: /^\/pulls\/(\d+)\/requested_reviewers$/,
    answer: async call => {
      const request = requestOf(call);
      const known = call.users();
      const wished = [
        ...textsOf(call.body.reviewers),
        ...textsOf(call.body.team_reviewers),
      ];
      if (wished.some(login => !known.includes(login))) {
        throw new Refusal(
          422,
          'Reviews may only be requested from collaborators.',
        );
      }
      request.reviewers = [...new Set([...request.reviewers, ...wished])];
      return { status: 201, body: await pullOf(call, request) };
    },
  },
  {
    method: 'POST',
    path: /^\/issues\/(\d+)\/labels$/,
    answer: async call => {
      const request = requestOf(call);
      request.labels = [
        ...new Set([...request.labels, ...textsOf(call.body.labels)]),
      ];
      return { status: 200, body: request.labels.map(name => ({ name })) };
    },
  },
  {
    method: 'GET',
    path: /^\/issues\/(\d+)\/comments$/,
    answer: async call => ({
      status: 200,
      body: pageOf(requestOf(call).comments, call.query).map((comment, id) =>
        commentAnswer({ ...comment, id }),
      ),
    }),
  },
  {
    method: 'POST',
    path: /^\/issues\/(\d+)\/comments$/,
    answer: async call => {
      const { comments } = requestOf(call);
      const comment = {
        author: call.user.login,
        body: textOf(call.body, 'body'),
        at: call.repository.now(),
      };
      comments.push(comment);
      return {
        status: 201,
        body: commentAnswer({ ...comment, id: comments.length - 1 }),
      };
    },
  },
];

function requestOf({ repository, parts: [number] }: ApiCall): HostedRequest {
  return repository.request(Number(number));
}

async function pullOf(call: ApiCall, request: HostedRequest) {
  return pullAnswer(
    call,
    request,
    request.state === 'open'
      ? await call.repository.mergedTree(request)
      : undefined,
  );
}

function pageOf<T>(all: readonly T[], query: URLSearchParams): T[] {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const page = Number(query.get('page') ?? 1);
  return all.slice((page - 1) * size, page * size);
}
