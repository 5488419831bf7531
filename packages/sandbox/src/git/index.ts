export { startGitHost } from './startGitHost';
export type { RunningGitHost } from './startGitHost';
export type { HostedRepository, HostedRequest } from './HostedRepository';
