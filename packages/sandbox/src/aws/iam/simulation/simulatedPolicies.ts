import {
  parsePolicyDocument,
  PolicyDocument,
  PolicyKind,
} from 'backstage-plugin-irsa-common';
import { AwsError } from '../../AwsError';
import { Group, HolderEntity, Role, User } from '../../model/entities';
import { Account } from '../../model/Account';
import { IamCall } from '../IamCall';

/** A policy that takes part in a simulation. */
export interface SimulatedPolicy {
  /** `user_ann_inline`, the name of a managed policy, or `PolicyInputList.1`. */
  id: string;
  document: PolicyDocument;
  text: string;
}

/** All policies that grant or deny something to the entity; for a user, those of its groups too. */
export function policiesOf(
  account: Account,
  entity: User | Role | Group,
): SimulatedPolicy[] {
  const groups =
    'groups' in entity
      ? [...entity.groups].flatMap(name => account.groups.get(name) ?? [])
      : [];
  return [entity, ...groups].flatMap(holder => ownPolicies(account, holder));
}

function ownPolicies(
  account: Account,
  holder: HolderEntity,
): SimulatedPolicy[] {
  // arn:aws:iam::ACCOUNT:user/path/name
  const kind = holder.arn.split(':')[5].split('/')[0];
  return [
    ...[...holder.inline].map(([name, stored]) => ({
      id: `${kind}_${holder.name}_${name}`,
      ...stored,
    })),
    ...[...holder.attached].flatMap(arn => managed(account, arn) ?? []),
  ];
}

/** The default version of a managed policy. */
export function managed(
  account: Account,
  arn: string,
): SimulatedPolicy | undefined {
  const policy = account.policy(arn);
  const version = policy?.versions.find(
    ({ versionId }) => versionId === policy.defaultVersionId,
  );
  return (
    policy &&
    version && {
      id: policy.name,
      document: version.document,
      text: version.text,
    }
  );
}

/** Policies that the call brings. @throws InvalidInput 400 */
export function inputPolicies(
  call: IamCall,
  name: 'PolicyInputList' | 'PermissionsBoundaryPolicyInputList',
): SimulatedPolicy[] {
  return call.parameters
    .list(name)
    .map((text, index) => parsed(text, 'identity', `${name}.${index + 1}`));
}

/** The resource policy that the simulation assumes for every resource. @throws InvalidInput 400 */
export function resourcePolicy(call: IamCall): SimulatedPolicy | undefined {
  const text = call.parameters.get('ResourcePolicy');
  return text === undefined
    ? undefined
    : parsed(text, 'resource', 'ResourcePolicy');
}

function parsed(text: string, kind: PolicyKind, id: string): SimulatedPolicy {
  const { document, error } = parsePolicyDocument(text, kind);
  if (!document) {
    throw new AwsError('InvalidInput', 400, error.message);
  }
  return { id, document, text };
}
