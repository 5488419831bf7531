import { AccessKey, Role, Session, User } from '../model/entities';
import { Account } from '../model/Account';

/** Who signed a request. */
export interface Caller {
  kind: 'root' | 'user' | 'session' | 'federated';
  account: Account;
  /** What GetCallerIdentity says. */
  arn: string;
  userId: string;
  accessKeyId: string;
  key?: AccessKey;
  /** The state that has reached the services. Do not change it. */
  user?: User;
  /** The state that has reached the services. Do not change it. */
  role?: Role;
  session?: Session;
}
