import { describeHost } from '../__testUtils__/describeHost';
import { itGoesOnAfterLostAnswers } from '../__testUtils__/itGoesOnAfterLostAnswers';
import { gitLabContract } from './__testUtils__/gitLabContract';
import { projectPath } from './projectPath';

describeHost(gitLabContract);
itGoesOnAfterLostAnswers(gitLabContract);

it.each([
  ['https://gitlab.com/acme/api', '/', 'acme/api'],
  ['https://gitlab.com/acme/team/apps/api.git', '/', 'acme/team/apps/api'],
  ['https://gitlab.com/acme/team/api/-/tree/main/x', '/', 'acme/team/api'],
  ['https://git.example.com/gitlab/acme/api/', '/gitlab/', 'acme/api'],
  ['https://git.example.com/acme/api', '/gitlab', undefined],
  ['https://gitlab.com/acme', '/', undefined],
  ['https://gitlab.com/-/acme/api', '/', undefined],
  ['https://gitlab.com/acme//api', '/', undefined],
])('%s below %s is project %s', (url, base, project) => {
  expect(projectPath(url, base)).toBe(project);
});
