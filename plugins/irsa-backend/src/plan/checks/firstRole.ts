import { parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { isOurs } from '../../accounts/iam';
import { throughBoundary } from '../policy/boundaryCuts';
import { answer, PlanCheck } from './PlanCheck';

const ACTIONS = ['sts:AssumeRole', 'sts:TagSession'];

/**
 * Where the cluster is in another account than the role: EKS assumes a role of the cluster's account first, and the planned one with it.
 * Sessions that another session made end after an hour; the agent renews them.
 * Source: Amazon EKS User Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles".
 */
export const firstRole: PlanCheck = ({ world, target, awsHalf }) => {
  const { first } = target;
  if (!first) {
    return undefined;
  }
  const { roleName, accountId, roleArn, boundaryArn } = first;
  const params = { roleName, accountId };
  const found = world.podIdentity?.first;
  const { namespace, kind, name } = world.request.workload;
  const evidence = `Role and policy ${roleName} of account ${accountId}.`;
  if (awsHalf.madeBy === 'code') {
    return answer('pod-identity-first-role', undefined, {
      state: 'blocked',
      params,
      message: `The role is in another account than the cluster, and code makes it. The role ${roleName} of account ${accountId}, which EKS assumes before it, is not among what the portal hands out as code.`,
      evidence: awsHalf.evidence,
      fix: 'Plan with IRSA, or let the portal make the roles.',
    });
  }
  const tags = { 'irsa:workload': `${namespace}/${kind}/${name}` };
  const isForeign = [found?.role, found?.policy].some(
    each => each && !isOurs(each.tags, tags),
  );
  if (isForeign || (found?.role && found.role.arn !== roleArn)) {
    return answer('pod-identity-first-role', undefined, {
      state: 'blocked',
      params,
      message: `A role or policy ${roleName} is in account ${accountId} already and was not made by the portal for this workload.`,
      evidence: `Tags of both. ${evidence}`,
      fix: 'Rename or remove it, or plan with IRSA.',
    });
  }
  const passes = boundaryArn
    ? throughIt(found?.boundary?.document, target.roleArn)
    : 'whole';
  if (passes === 'none') {
    return answer('pod-identity-first-role', undefined, {
      state: 'blocked',
      params: { ...params, boundary: boundaryArn ?? '' },
      message: `The boundary ${boundaryArn}, which role ${roleName} would get, does not let it become the planned role: ${ACTIONS.join(
        ', ',
      )} on ${target.roleArn}.`,
      evidence: `The content of the boundary. ${evidence}`,
      fix: 'Let the boundary in the account of the cluster allow both actions on the roles that the portal makes in other accounts, then make a new plan; or plan with IRSA.',
    });
  }
  const isKnown = passes === 'whole';
  return answer('pod-identity-first-role', undefined, {
    state: isKnown ? 'passed' : 'notChecked',
    params,
    message: `EKS assumes role ${roleName} of account ${accountId}, that of the cluster, and with it the planned one. Sessions end after an hour at most; the agent renews them.${
      isKnown
        ? ''
        : ` Whether the boundary ${boundaryArn} lets it do that is not known.`
    }`,
    evidence: `${evidence} Policies of the organization are not read.`,
  });
};

function throughIt(
  text: string | undefined,
  roleArn: string,
): ReturnType<typeof throughBoundary> | undefined {
  const { document, error } =
    text === undefined
      ? { document: undefined, error: true }
      : parsePolicyDocument(parsed(text));
  if (!document || error) {
    return undefined;
  }
  const states = ACTIONS.map(action =>
    throughBoundary(action, roleArn, document),
  );
  return (
    (['none', 'part'] as const).find(state => states.includes(state)) ?? 'whole'
  );
}

/** IAM encodes what it returns. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}
