import { ContractHost } from '../../__testUtils__/contractWorld';
import { gitHubHosts } from '../GitHubHost';

export const gitHubContract: ContractHost = {
  integration: 'github',
  entry: (url, token) => ({
    host: new URL(url).host,
    apiBaseUrl: `${url}/api/v3`,
    ...(token && { token }),
  }),
  hosts: gitHubHosts,
  folderPath: '/tree/main/apps',
  requestPath: '/acme/deployments/pull/1',
  closingCalls: [
    ['POST', '/comments'],
    ['PATCH', '/pulls/1'],
    ['DELETE', '/git/refs/heads'],
  ],
};
