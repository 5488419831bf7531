import { AwsError } from '../AwsError';
import { QueryParameters } from '../protocol/QueryParameters';
import { SignedCall } from '../SignedCall';
import { World } from '../World';
import { accessKeyHandlers } from './accessKeys';
import { accountDetailsHandlers } from './accountDetails';
import { accountSummaryHandlers } from './accountSummary';
import { groupHandlers } from './groups';
import { IamCall, IamHandlers, IamResult } from './IamCall';
import { lastAccessedHandlers } from './lastAccessed';
import { oidcProviderHandlers } from './oidcProviders';
import { policyHandlers } from './policies';
import { roleHandlers } from './roles';
import { simulateHandlers } from './simulation/simulate';
import { userHandlers } from './users';

const HANDLERS: IamHandlers = {
  ...oidcProviderHandlers,
  ...roleHandlers,
  ...userHandlers,
  ...accessKeyHandlers,
  ...groupHandlers,
  ...policyHandlers,
  ...accountDetailsHandlers,
  ...accountSummaryHandlers,
  ...simulateHandlers,
  ...lastAccessedHandlers,
};

/** @throws InvalidAction 400 for what the sandbox does not have */
export function handleIam(
  world: World,
  call: SignedCall,
  action: string,
  parameters: QueryParameters,
): IamResult {
  if (!Object.hasOwn(HANDLERS, action)) {
    throw new AwsError(
      'InvalidAction',
      400,
      `Could not find operation ${action} for version 2010-05-08`,
    );
  }
  const { caller } = call;
  // Sessions of users without MFA, and federated users, may not call IAM.
  if (caller.session && !caller.role) {
    throw new AwsError(
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid',
    );
  }
  return HANDLERS[action](new IamCall(world, call, action, parameters));
}
