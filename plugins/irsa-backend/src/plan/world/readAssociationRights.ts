import {
  askRights,
  RightAnswer,
  RightQuestion,
  simulatedEntity,
} from '../../accounts/askRights';
import { AccountHandle } from '../../accounts/types';

/** What IAM says of the portal's own rights to keep an association and to give the role to it. */
export interface AssociationRights {
  /** ARN of the portal's identity; absent when it is not known. */
  principal?: string;
  answers: RightAnswer[];
  /** Why IAM was not asked, or did not tell. */
  notRead?: string;
}

/** The role that the association names; with its policy where that role is made in the cluster's account for this alone. */
export interface NamedFirst {
  roleArn: string;
  policyArn?: string;
  boundaryArn?: string;
}

/** A name as EKS gives to associations. Nothing of that name is looked at or made. */
const EXAMPLE = 'a-example';

/**
 * What the steps of an association call, and on what. Pure.
 * Source: Service Authorization Reference, Amazon EKS.
 */
function questions(clusterArn: string, named: NamedFirst): RightQuestion[] {
  const { roleArn } = named;
  const association = `${clusterArn.replace(
    ':cluster/',
    ':podidentityassociation/',
  )}/${EXAMPLE}`;
  return [
    {
      actions: ['eks:CreatePodIdentityAssociation'],
      resource: clusterArn,
      context: {},
    },
    {
      actions: ['eks:TagResource', 'eks:DeletePodIdentityAssociation'],
      resource: association,
      context: {},
    },
    {
      actions: ['iam:PassRole'],
      resource: roleArn,
      context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
    },
    ...ofFirstRole(named),
  ];
}

/** What making and taking away a role of its own in the cluster's account needs. The role of the plan is asked about with its account. */
function ofFirstRole({
  roleArn,
  policyArn,
  boundaryArn,
}: NamedFirst): RightQuestion[] {
  if (policyArn === undefined) {
    return [];
  }
  const bounded = boundaryArn && { 'iam:PermissionsBoundary': boundaryArn };
  return [
    {
      actions: ['iam:CreatePolicy', 'iam:DeletePolicy'],
      resource: policyArn,
      context: {},
    },
    {
      actions: ['iam:CreateRole'],
      resource: roleArn,
      context: { ...bounded },
    },
    {
      actions: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      resource: roleArn,
      context: { 'iam:PolicyARN': policyArn, ...bounded },
    },
    {
      actions: ['iam:DeleteRole', 'iam:TagRole'],
      resource: roleArn,
      context: {},
    },
  ];
}

/** Asks IAM to simulate the portal's own identity. Never throws: what IAM does not tell is not known. */
export async function readAssociationRights(
  account: AccountHandle,
  clusterArn: string,
  named: NamedFirst,
): Promise<AssociationRights> {
  const { accountId, iam } = account;
  let principal: string | undefined;
  try {
    principal = await account.principal();
    const entity = await simulatedEntity(iam, principal);
    if (!entity) {
      return {
        principal,
        answers: [],
        notRead: 'IAM does not simulate the root of an account.',
      };
    }
    const answers: RightAnswer[] = [];
    // One after the other: IAM limits simulations more than reads.
    for (const question of questions(clusterArn, named)) {
      answers.push(...(await askRights({ iam, accountId, entity, question })));
    }
    return { principal, answers };
  } catch (error) {
    return { principal, answers: [], notRead: (error as Error).message };
  }
}
