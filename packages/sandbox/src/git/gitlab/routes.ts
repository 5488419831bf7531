import { Dialect } from '../route';
import { repositoryRoutes } from './repositoryRoutes';
import { requestRoutes } from './requestRoutes';

/** The part of GitLab's REST API that the portal uses. */
export const gitLabDialect: Dialect = {
  prefix: '/api/v4',
  routes: [...repositoryRoutes, ...requestRoutes],
  locate: path => {
    const [, project, rest = ''] =
      /^\/projects\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    return project
      ? {
          fullName: decodeURIComponent(project),
          below: decodeURIComponent(rest),
        }
      : undefined;
  },
  general: (host, path, query) =>
    path === '/users'
      ? host.users
          .map(({ login }, index) => ({ id: index + 1, username: login }))
          .filter(({ username }) => username === query.get('username'))
      : undefined,
  words: {
    badCredentials: '401 Unauthorized',
    notFound: '404 Not Found',
    forbidden: '403 Forbidden',
    archived: { status: 403, message: '403 Forbidden' },
  },
};
