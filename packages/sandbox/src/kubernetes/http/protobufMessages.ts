/**
 * Field numbers of the messages kubectl's own typed clients send, from the `generated.proto` files of
 * https://github.com/kubernetes/api. A field is a name and a type; `[]` repeats, `{}` is a map of that type.
 */
export type MessageFields = Record<number, [name: string, type: string]>;

export const MESSAGES: Record<string, MessageFields> = {
  ObjectMeta: {
    1: ['name', 'string'],
    2: ['generateName', 'string'],
    3: ['namespace', 'string'],
    5: ['uid', 'string'],
    6: ['resourceVersion', 'string'],
    11: ['labels', 'string{}'],
    12: ['annotations', 'string{}'],
    14: ['finalizers', 'string[]'],
  },
  Namespace: { 1: ['metadata', 'ObjectMeta'] },
  Secret: {
    1: ['metadata', 'ObjectMeta'],
    2: ['data', 'bytes{}'],
    3: ['type', 'string'],
    4: ['stringData', 'string{}'],
    5: ['immutable', 'bool'],
  },
  ConfigMap: {
    1: ['metadata', 'ObjectMeta'],
    2: ['data', 'string{}'],
    3: ['binaryData', 'bytes{}'],
    4: ['immutable', 'bool'],
  },
  LocalObjectReference: { 1: ['name', 'string'] },
  ServiceAccount: {
    1: ['metadata', 'ObjectMeta'],
    3: ['imagePullSecrets', 'LocalObjectReference[]'],
    4: ['automountServiceAccountToken', 'bool'],
  },
  PolicyRule: {
    1: ['verbs', 'string[]'],
    2: ['apiGroups', 'string[]'],
    3: ['resources', 'string[]'],
    4: ['resourceNames', 'string[]'],
    5: ['nonResourceURLs', 'string[]'],
  },
  Role: { 1: ['metadata', 'ObjectMeta'], 2: ['rules', 'PolicyRule[]'] },
  ClusterRole: { 1: ['metadata', 'ObjectMeta'], 2: ['rules', 'PolicyRule[]'] },
  Subject: {
    1: ['kind', 'string'],
    2: ['apiGroup', 'string'],
    3: ['name', 'string'],
    4: ['namespace', 'string'],
  },
  RoleRef: {
    1: ['apiGroup', 'string'],
    2: ['kind', 'string'],
    3: ['name', 'string'],
  },
  RoleBinding: {
    1: ['metadata', 'ObjectMeta'],
    2: ['subjects', 'Subject[]'],
    3: ['roleRef', 'RoleRef'],
  },
  ClusterRoleBinding: {
    1: ['metadata', 'ObjectMeta'],
    2: ['subjects', 'Subject[]'],
    3: ['roleRef', 'RoleRef'],
  },
  BoundObjectReference: {
    1: ['kind', 'string'],
    2: ['apiVersion', 'string'],
    3: ['name', 'string'],
    4: ['uid', 'string'],
  },
  TokenRequestSpec: {
    1: ['audiences', 'string[]'],
    3: ['boundObjectRef', 'BoundObjectReference'],
    4: ['expirationSeconds', 'int'],
  },
  TokenRequest: {
    1: ['metadata', 'ObjectMeta'],
    2: ['spec', 'TokenRequestSpec'],
  },
  ResourceAttributes: {
    1: ['namespace', 'string'],
    2: ['verb', 'string'],
    3: ['group', 'string'],
    4: ['version', 'string'],
    5: ['resource', 'string'],
    6: ['subresource', 'string'],
    7: ['name', 'string'],
  },
  NonResourceAttributes: { 1: ['path', 'string'], 2: ['verb', 'string'] },
  AccessReviewSpec: {
    1: ['resourceAttributes', 'ResourceAttributes'],
    2: ['nonResourceAttributes', 'NonResourceAttributes'],
  },
  SelfSubjectAccessReview: {
    1: ['metadata', 'ObjectMeta'],
    2: ['spec', 'AccessReviewSpec'],
  },
  RulesReviewSpec: { 1: ['namespace', 'string'] },
  SelfSubjectRulesReview: {
    1: ['metadata', 'ObjectMeta'],
    2: ['spec', 'RulesReviewSpec'],
  },
  SelfSubjectReview: { 1: ['metadata', 'ObjectMeta'] },
  Eviction: { 1: ['metadata', 'ObjectMeta'] },
};
