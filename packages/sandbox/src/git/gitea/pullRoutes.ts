import { HostedRequest, Refusal } from '../HostedRepository';
import { ApiCall, Route } from '../route';
import { found, stateOf, textOf, textsOf } from '../wishes';
import { commitAnswer, pullAnswer } from './answers';
import { pageOf } from './pageOf';

/** Pull requests, their labels, comments and reviewers. */
export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/pulls$/,
    answer: async call => {
      const { repository, query } = call;
      await repository.refresh();
      const state = query.get('state') ?? 'open';
      const all = repository.requests
        .filter(each => state === 'all' || each.state === state)
        .reverse();
      return {
        status: 200,
        body: await Promise.all(
          pageOf(all, query).map(each => answerOf(call, each)),
        ),
      };
    },
  },
  {
    method: 'POST',
    path: /^\/pulls$/,
    answer: async call => {
      const { repository, body, user } = call;
      const branch = textOf(body, 'head');
      found(await repository.git.head(branch));
      if (
        repository.requests.some(
          each => each.state === 'open' && each.branch === branch,
        )
      ) {
        throw new Refusal(409, 'pull request already exists for these targets');
      }
      const request = await repository.open(user.login, {
        title: textOf(body, 'title'),
        body: typeof body.body === 'string' ? body.body : '',
        branch,
        base: textOf(body, 'base'),
      });
      return { status: 201, body: await answerOf(call, request) };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)$/,
    answer: async call => {
      await call.repository.refresh();
      return { status: 200, body: await answerOf(call, requestOf(call)) };
    },
  },
  {
    method: 'PATCH',
    path: /^\/pulls\/(\d+)$/,
    answer: async call => {
      const { repository, body, user } = call;
      const request = requestOf(call);
      if (stateOf(body) && request.mergedAt) {
        throw new Refusal(
          412,
          'cannot change state of this pull request, it was already merged',
        );
      }
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
      return { status: 201, body: await answerOf(call, request) };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/commits$/,
    answer: async call => {
      const { git } = call.repository;
      await call.repository.refresh();
      const commits = await call.repository.commitsOf(requestOf(call));
      return {
        status: 200,
        body: await Promise.all(
          pageOf(commits.reverse(), call.query).map(async sha =>
            commitAnswer(found(await git.commit(sha))),
          ),
        ),
      };
    },
  },
  {
    method: 'POST',
    path: /^\/pulls\/(\d+)\/requested_reviewers$/,
    answer: async call => {
      const request = requestOf(call);
      const wished = textsOf(call.body.reviewers);
      if (wished.some(login => !call.users().includes(login))) {
        throw new Refusal(404, 'user does not exist');
      }
      request.reviewers = [...new Set([...request.reviewers, ...wished])];
      return { status: 201, body: [] };
    },
  },
  {
    method: 'GET',
    path: /^\/labels$/,
    answer: async ({ repository, query }) => ({
      status: 200,
      body: pageOf(labelsOf(repository), query),
    }),
  },
  {
    method: 'POST',
    path: /^\/labels$/,
    answer: async ({ repository, body }) => {
      repository.labels.push(textOf(body, 'name'));
      return { status: 201, body: labelsOf(repository).at(-1) };
    },
  },
  {
    method: 'POST',
    path: /^\/issues\/(\d+)\/labels$/,
    answer: async call => {
      const request = requestOf(call);
      const wished = (call.body.labels as number[]).map(
        id => call.repository.labels[id - 1],
      );
      request.labels = [...new Set([...request.labels, ...wished])];
      return { status: 200, body: request.labels.map(name => ({ name })) };
    },
  },
  {
    method: 'GET',
    path: /^\/issues\/(\d+)\/comments$/,
    answer: async call => ({
      status: 200,
      body: requestOf(call).comments.map(({ body }, id) => ({ id, body })),
    }),
  },
  {
    method: 'POST',
    path: /^\/issues\/(\d+)\/comments$/,
    answer: async call => {
      const { comments } = requestOf(call);
      comments.push({
        author: call.user.login,
        body: textOf(call.body, 'body'),
        at: call.repository.now(),
      });
      return { status: 201, body: { id: comments.length - 1 } };
    },
  },
];

function requestOf({ repository, parts: [number] }: ApiCall): HostedRequest {
  return repository.request(Number(number));
}

function labelsOf({ labels }: ApiCall['repository']) {
  return labels.map((name, index) => ({ id: index + 1, name }));
}

async function answerOf(call: ApiCall, request: HostedRequest) {
  return pullAnswer(
    call,
    request,
    request.state === 'open'
      ? await call.repository.mergedTree(request)
      : undefined,
  );
}
