import { AuthService } from '@backstage/backend-plugin-api';

/** What the plugin uses of the portal's authentication: its own credentials. Any other use throws. */
export function mockAuth(): AuthService {
  const known: Partial<AuthService> = {
    getOwnServiceCredentials: async () => ({
      $$type: '@backstage/BackstageCredentials',
      principal: { type: 'service', subject: 'plugin:irsa' },
    }),
  };
  return known as AuthService;
}
