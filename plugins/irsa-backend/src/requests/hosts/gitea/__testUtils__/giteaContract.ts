import { ContractHost } from '../../__testUtils__/contractWorld';
import { giteaHosts } from '../GiteaHost';

export const giteaContract: ContractHost = {
  integration: 'gitea',
  entry: (url, token) => ({
    host: new URL(url).host,
    baseUrl: url,
    ...(token && { password: token }),
  }),
  hosts: giteaHosts,
  folderPath: '/src/branch/main/apps',
  requestPath: '/acme/deployments/pulls/1',
  closingCalls: [
    ['POST', '/comments'],
    ['PATCH', '/pulls/1'],
    ['DELETE', '/branches'],
  ],
};
