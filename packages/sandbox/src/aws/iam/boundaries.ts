import { AwsError, noSuchEntity } from '../AwsError';
import { EntityMap } from '../model/EntityMap';
import { PrincipalEntity } from '../model/entities';
import { isPolicyArn } from './checks';
import { IamCall, IamHandlers } from './IamCall';
import { findHolder } from './holders';

/** @throws InvalidInput 400, NoSuchEntity 404 */
export function readBoundary(call: IamCall): string | undefined {
  const arn = call.parameters.get('PermissionsBoundary');
  if (arn === undefined) {
    return undefined;
  }
  if (!isPolicyArn(arn)) {
    throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`);
  }
  if (!call.account.policy(arn)) {
    throw noSuchEntity(
      `Scope ARN: ${arn} does not exist or is not attachable.`,
    );
  }
  return arn;
}

export function boundaryHandlers(
  kind: 'User' | 'Role',
  entitiesOf: (call: IamCall) => EntityMap<PrincipalEntity>,
): IamHandlers {
  return {
    [`Put${kind}PermissionsBoundary`](call) {
      const asked = call.parameters.require('PermissionsBoundary');
      const holder = findHolder(call, kind, entitiesOf(call), {
        'iam:PermissionsBoundary': asked,
      });
      holder.boundary = readBoundary(call);
      return undefined;
    },
    [`Delete${kind}PermissionsBoundary`](call) {
      delete findHolder(call, kind, entitiesOf(call)).boundary;
      return undefined;
    },
  };
}
