import { gitHubDialect } from '../github/routes';
import { Dialect } from '../route';
import { pullRoutes } from './pullRoutes';
import { repositoryRoutes } from './repositoryRoutes';

/** The part of Gitea's REST API that the portal uses; its paths are those of GitHub. */
export const giteaDialect: Dialect = {
  prefix: '/api/v1',
  routes: [...repositoryRoutes, ...pullRoutes],
  locate: gitHubDialect.locate,
  words: {
    badCredentials: 'user does not exist',
    notFound: "The target couldn't be found.",
    forbidden: 'token does not have at least one of required scope(s)',
    archived: { status: 423, message: 'repo is archived' },
  },
};
