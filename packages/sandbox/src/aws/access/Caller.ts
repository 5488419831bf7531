import { AccessKey, RoleSession, User } from '../model/entities';
import { Account } from '../model/Account';

/** Who signed a request. */
export interface Caller {
  kind: 'root' | 'user' | 'session';
  account: Account;
  /** What GetCallerIdentity says. */
  arn: string;
  userId: string;
  accessKeyId: string;
  key?: AccessKey;
  user?: User;
  session?: RoleSession;
}
