import { HostedRequest, Refusal } from '../HostedRepository';
import { ApiCall, Route } from '../route';
import { found, textOf } from '../wishes';
import { commitAnswer, requestAnswer } from './answers';
import { pageAnswer } from './pages';

/** What a call wants to become of a request, and the state that it has then. */
const STATES = new Map<unknown, HostedRequest['state']>([
  ['close', 'closed'],
  ['reopen', 'open'],
]);

/** Merge requests, their labels, notes and reviewers. */
export const requestRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/merge_requests$/,
    answer: async call => {
      const { repository, query } = call;
      await repository.refresh();
      const branch = query.get('source_branch');
      const all = repository.requests
        .filter(each => !branch || each.branch === branch)
        .reverse();
      return pageAnswer(
        call,
        await Promise.all(all.map(each => answerOf(call, each))),
      );
    },
  },
  {
    method: 'POST',
    path: /^\/merge_requests$/,
    answer: async call => {
      const { repository, body, user } = call;
      const branch = textOf(body, 'source_branch');
      const other = repository.requests.find(
        each => each.state === 'open' && each.branch === branch,
      );
      if (other) {
        throw new Refusal(
          409,
          `Another open merge request already exists for this source branch: !${other.number}`,
        );
      }
      const request = await repository.open(user.login, {
        title: textOf(body, 'title'),
        body: typeof body.description === 'string' ? body.description : '',
        branch,
        base: textOf(body, 'target_branch'),
      });
      return { status: 201, body: await answerOf(call, request) };
    },
  },
  {
    method: 'GET',
    path: /^\/merge_requests\/(\d+)$/,
    answer: async call => {
      await call.repository.refresh();
      return { status: 200, body: await answerOf(call, requestOf(call)) };
    },
  },
  {
    method: 'PUT',
    path: /^\/merge_requests\/(\d+)$/,
    answer: async call => {
      const { repository, body, user } = call;
      const request = requestOf(call);
      if (typeof body.add_labels === 'string') {
        request.labels = [
          ...new Set([...request.labels, ...body.add_labels.split(',')]),
        ];
      }
      if (Array.isArray(body.reviewer_ids)) {
        request.reviewers = body.reviewer_ids.map(
          id => call.users()[Number(id) - 1],
        );
      }
      await repository.edit(
        request,
        {
          title: body.title,
          body: body.description,
          base: body.target_branch,
          state: STATES.get(body.state_event),
        },
        user.login,
      );
      return { status: 200, body: await answerOf(call, request) };
    },
  },
  {
    method: 'GET',
    path: /^\/merge_requests\/(\d+)\/commits$/,
    answer: async call => {
      const { git } = call.repository;
      const commits = await call.repository.commitsOf(requestOf(call));
      return pageAnswer(
        call,
        await Promise.all(
          commits
            .reverse()
            .map(async sha => commitAnswer(found(await git.commit(sha)))),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/merge_requests\/(\d+)\/notes$/,
    answer: async call =>
      pageAnswer(
        call,
        requestOf(call).comments.map((comment, id) => noteOf(id, comment)),
      ),
  },
  {
    method: 'POST',
    path: /^\/merge_requests\/(\d+)\/notes$/,
    answer: async call => {
      const { comments } = requestOf(call);
      const comment = {
        author: call.user.login,
        body: textOf(call.body, 'body'),
        at: call.repository.now(),
      };
      comments.push(comment);
      return { status: 201, body: noteOf(comments.length - 1, comment) };
    },
  },
];

function requestOf({ repository, parts: [number] }: ApiCall): HostedRequest {
  return repository.request(Number(number));
}

async function answerOf(call: ApiCall, request: HostedRequest) {
  return requestAnswer(
    call,
    request,
    request.state === 'open'
      ? await call.repository.mergedTree(request)
      : undefined,
  );
}

function noteOf(id: number, comment: HostedRequest['comments'][number]) {
  const { author, body, at } = comment;
  return { id, body, author: { username: author }, created_at: at };
}
