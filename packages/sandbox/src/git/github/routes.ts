import { Dialect } from '../route';
import { gitRoutes } from './gitRoutes';
import { pullRoutes } from './pullRoutes';

/** The part of GitHub's REST API that the portal uses, and what people do there by scripts. */
export const gitHubDialect: Dialect = {
  prefix: '/api/v3',
  routes: [...gitRoutes, ...pullRoutes],
  locate: path => {
    const [, owner, name, rest = ''] =
      /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    return owner
      ? {
          fullName: decodeURIComponent(`${owner}/${name}`),
          // Clients write the slashes of a branch as %2F.
          below: decodeURIComponent(rest),
        }
      : undefined;
  },
  words: {
    badCredentials: 'Bad credentials',
    notFound: 'Not Found',
    forbidden: 'Resource not accessible by personal access token',
    archived: {
      status: 403,
      message: 'Repository was archived so is read-only.',
    },
  },
};
