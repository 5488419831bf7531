import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ReadOnlyGroupsPolicy } from './ReadOnlyGroupsPolicy';

export const permissionModuleReadOnlyGroups = createBackendModule({
  pluginId: 'permission',
  moduleId: 'read-only-groups',
  register(registration) {
    registration.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(
          new ReadOnlyGroupsPolicy(
            config.getOptionalStringArray('permission.readOnlyGroups') ?? [],
          ),
        );
      },
    });
  },
});
