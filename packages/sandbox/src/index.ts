export { installAgent } from './podIdentityAgent';
export { startSandbox } from './startSandbox';
export type {
  Sandbox,
  SandboxAccount,
  SandboxCluster,
  SandboxOptions,
} from './sandbox';
export { portalAccountDocument } from './scenarios/portalIdentity';
export { scenarioNames } from './scenarios/loadScenario';
export { ScenarioError } from './scenarios/ScenarioError';
export { startGitHost } from './git';
export type { HostedRepository, HostedRequest, RunningGitHost } from './git';
export { SettableClock } from './clock';
export type { Clock } from './clock';
