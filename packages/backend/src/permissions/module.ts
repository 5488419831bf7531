import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { OwnersActPolicy } from './OwnersActPolicy';

export const permissionModuleOwnersAct = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-act',
  register(registration) {
    registration.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(
          new OwnersActPolicy({
            admins:
              config.getOptionalStringArray('permission.adminGroups') ?? [],
            readOnly:
              config.getOptionalStringArray('permission.readOnlyGroups') ?? [],
          }),
        );
      },
    });
  },
});
