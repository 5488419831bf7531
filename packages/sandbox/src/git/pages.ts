import { GitHost } from './GitHost';
import { HostedRepository, HostedRequest } from './HostedRepository';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) =>
  text.replace(/[&<>"']/g, character => ESCAPES[character]);

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{background:#f4f4f4;padding:1rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}button{font:inherit;padding:.4rem 1rem;margin-right:.5rem}';

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(
    title,
  )}</title><style>${STYLE}</style></head><body><main><h1>${escape(
    title,
  )}</h1>${body}</main></body></html>`;
}

function stateOf({ mergedAt, state }: HostedRequest): string {
  if (mergedAt) {
    return 'Merged';
  }
  return state === 'open' ? 'Open' : 'Closed';
}

/** The page of a change request, where a person decides. */
export async function requestPage(
  repository: HostedRepository,
  request: HostedRequest,
): Promise<string> {
  const { number, title, body, branch, base, author, endedBy } = request;
  const button = (act: string, label: string) =>
    `<button name="act" value="${act}">${label}</button>`;
  const acts =
    request.state === 'open'
      ? [
          button('merge', 'Merge'),
          button('squash', 'Squash and merge'),
          button('close', 'Close'),
        ]
      : [];
  if (request.mergedAt) {
    acts.push(button('revert', 'Revert'));
  }
  const diff = await repository.diffOf(request);
  return document(
    `${title} #${number}`,
    `<p><strong>${stateOf(request)}</strong>${
      endedBy ? ` by ${escape(endedBy)}` : ''
    } · ${escape(author)} asks to merge <code>${escape(
      branch,
    )}</code> into <code>${escape(base)}</code> of <a href="/${escape(
      repository.fullName,
    )}">${escape(repository.fullName)}</a></p><form method="post">${acts.join(
      '',
    )}</form><pre>${escape(body)}</pre><h2>Changes</h2><pre>${escape(
      diff,
    )}</pre>${request.comments
      .map(
        comment =>
          `<p><strong>${escape(comment.author)}</strong>: ${escape(
            comment.body,
          )}</p>`,
      )
      .join('')}`,
  );
}

/** The page of a repository: its requests and files. */
export async function repositoryPage(
  repository: HostedRepository,
): Promise<string> {
  const { git, defaultBranch, fullName } = repository;
  const head = await git.head(defaultBranch);
  const commit = head && (await git.commit(head));
  const files = commit ? (await git.tree(commit.tree, true)) ?? [] : [];
  const requests = [...repository.requests].reverse();
  return document(
    fullName,
    `<p>Branch <code>${escape(defaultBranch)}</code>${
      repository.archived ? ', archived' : ''
    }</p><h2>Change requests</h2><ul>${requests
      .map(
        each =>
          `<li><a href="/${escape(fullName)}/pull/${each.number}">#${
            each.number
          } ${escape(each.title)}</a> (${stateOf(each)})</li>`,
      )
      .join('')}</ul><h2>Files</h2><ul>${files
      .filter(({ type }) => type === 'blob')
      .map(({ path }) => `<li>${escape(path)}</li>`)
      .join('')}</ul>`,
  );
}

/** The first page: all repositories. */
export function hostPage({ repositories }: GitHost): string {
  return document(
    'Git host of the sandbox',
    `<ul>${repositories
      .map(
        ({ fullName }) =>
          `<li><a href="/${escape(fullName)}">${escape(fullName)}</a></li>`,
      )
      .join('')}</ul>`,
  );
}
