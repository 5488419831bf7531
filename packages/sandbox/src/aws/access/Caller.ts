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
  /** As the services know it by now: not to be changed. */
  user?: User;
  /** As the services know it by now: not to be changed. */
  role?: Role;
  session?: Session;
}
