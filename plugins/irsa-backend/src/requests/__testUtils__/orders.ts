import { Wanted } from '../composeChange';
import { RequestOptions } from '../planRequest';

export const URL = 'https://git.example.com/acme/deploy';
/** A secret value that must come out nowhere. */
export const CANARY = 'wJalrXUtnFEMIcanaryK7MDENGbPxRfiCYcanary1';
export const ROLE = 'arn:aws:iam::111122223333:role/irsa/orders';

/** Deployment shop/orders leaves Secret orders-aws and gets a role. */
export const wanted: Wanted = {
  workload: {
    cluster: 'eks',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'orders',
  },
  detach: {
    removed: [
      {
        list: 'envFrom',
        container: 'app',
        containerType: 'container',
        index: 0,
        element: { secretRef: { name: 'orders-aws' } },
      },
    ],
    added: [],
  },
  serviceAccount: {
    action: 'annotate',
    name: 'orders',
    annotations: { 'eks.amazonaws.com/role-arn': ROLE },
    previous: {},
  },
};

/** All clusters were read, and nothing is applied from Git. */
export const nothingFed: RequestOptions['feeders'] = async () => ({
  feeders: [],
  notRead: [],
});
