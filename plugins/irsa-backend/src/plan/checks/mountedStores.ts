import { listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

const DRIVER = 'secrets-store.csi.k8s.io';

/**
 * The Secrets Store CSI driver asks a store as the ServiceAccount of the Pod: AWS by its role, Vault and others by its name. A Pod
 * whose account is not let in does not start.
 * https://secrets-store-csi-driver.sigs.k8s.io/
 */
export const mountedStores: PlanCheck = ({ world, target }) => {
  const classes = listOf(podSpec(world.object), 'volumes').flatMap(
    ({ csi }) => {
      const { driver, volumeAttributes } = (csi ?? {}) as {
        driver?: string;
        volumeAttributes?: { secretProviderClass?: string };
      };
      return driver === DRIVER
        ? [volumeAttributes?.secretProviderClass ?? 'unnamed']
        : [];
    },
  );
  if (!target.ownAccount || classes.length === 0) {
    return undefined;
  }
  return answer('mounted-stores', 'F8', {
    state: 'warning',
    params: { classes, serviceAccount: target.serviceAccountName },
    message: `The Pods mount secrets of a store (SecretProviderClass ${short(
      classes,
    )}) as ServiceAccount ${
      world.serviceAccount.name
    }. The store has to let in ${
      target.serviceAccountName
    }, or new Pods do not start.`,
    evidence: 'Volumes of the Pod template.',
    fix: `Allow the new role to read these secrets (AWS), or add ${target.serviceAccountName} to the role of the store (Vault and others), first.`,
  });
};
