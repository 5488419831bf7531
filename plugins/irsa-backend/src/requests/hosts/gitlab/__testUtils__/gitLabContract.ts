import { ContractHost } from '../../__testUtils__/contractWorld';
import { gitLabHosts } from '../GitLabHost';

export const gitLabContract: ContractHost = {
  integration: 'gitlab',
  entry: (url, token) => ({
    host: new URL(url).host,
    baseUrl: url,
    apiBaseUrl: `${url}/api/v4`,
    ...(token && { token }),
  }),
  hosts: gitLabHosts,
  folderPath: '/-/tree/main/apps',
  requestPath: '/acme/deployments/-/merge_requests/1',
  closingCalls: [
    ['POST', '/notes'],
    ['PUT', '/merge_requests/1'],
    ['DELETE', '/repository/branches'],
  ],
};
