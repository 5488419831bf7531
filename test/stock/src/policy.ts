/** Names the file to the policy. */
const VARIABLE = 'IRSA_STOCK_REFUSAL';

/**
 * A policy for the backend of a portal that lets everybody do everything, until a file is there: then what is ours is
 * refused to people. So one portal shows both.
 */
export const POLICY_MODULE = `import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { existsSync } from 'node:fs';

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy-of-test',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) => ({
            result:
              permission.name.startsWith('irsa.') && existsSync(process.env.${VARIABLE} ?? '')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        });
      },
    });
  },
});
`;

/** The environment of a portal whose policy looks for this file. */
export const refusalIn = (file: string): NodeJS.ProcessEnv => ({
  [VARIABLE]: file,
});

const ALLOW_ALL =
  /import\(\s*'@backstage\/plugin-permission-backend-module-allow-all-policy',?\s*\)/;

/** With this policy in the place of the one that it has. @param source - `packages/backend/src/index.ts` */
export function withPolicy(source: string): string {
  if (!ALLOW_ALL.test(source)) {
    throw new Error(
      `The generated backend has changed, so this test has to:\n${source}`,
    );
  }
  return source.replace(ALLOW_ALL, "import('./policyOfTest')");
}
