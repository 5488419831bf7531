import { ConditionTest } from '../types';

/** Source: EKS User Guide, "Grant Pods access to AWS resources based on tags". */
const TAG_OF_PODS = /^aws:requesttag\/((?:eks|kubernetes)-.*)/;
const TAGS_OF_PODS = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
];
/** Source: Kubernetes, "Object Names and IDs". */
const NAMES: Record<string, RegExp> = {
  'kubernetes-namespace': /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  'kubernetes-service-account': /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
};

export const POD_IDENTITY = 'pods.eks.amazonaws.com';

/** Why no session of a Pod has the key; undefined when it may. */
export function reasonOfPodTag(key: string): string | undefined {
  const tag = tagOf(key);
  return tag === undefined || TAGS_OF_PODS.includes(tag)
    ? undefined
    : `EKS Pod Identity sends no tag ${tag}`;
}

/** Why the tag of no Pod has the value; undefined when one may. */
export function reasonOfPodName(
  value: string,
  { key, base }: ConditionTest,
): string | undefined {
  const name = NAMES[tagOf(key) ?? ''];
  const isPattern = base === 'stringlike' && /[*?]/.test(value);
  const text = base.endsWith('ignorecase') ? value.toLowerCase() : value;
  return !name || isPattern || name.test(text)
    ? undefined
    : `Kubernetes has no name like ${value}`;
}

function tagOf(key: string): string | undefined {
  return TAG_OF_PODS.exec(key.toLowerCase())?.[1];
}
