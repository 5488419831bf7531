import { ResourceApi } from '../api/ResourceApi';
import { Authenticator } from '../auth/Authenticator';
import { Authorizer } from '../auth/Authorizer';
import { PodLogs } from '../kubelet/PodLogs';
import { TokenIssuer } from '../oidc/TokenIssuer';
import { Faults } from './Faults';
import { RequestLog } from './RequestLog';

/** The parts of an API server. */
export interface ServerParts {
  api: ResourceApi;
  authenticator: Authenticator;
  authorizer: Authorizer;
  issuer: TokenIssuer;
  /** Audiences of a token when the request names none. */
  audiences: string[];
  logs: PodLogs;
  faults: Faults;
  requests: RequestLog;
  /** `https://127.0.0.1:PORT`, known once listening. */
  server(): string;
}
