import { PolicyDocument } from 'backstage-plugin-irsa-common';

/** The account that stands for yours in docs/manifests. */
export const SAMPLE_ACCOUNT = '111122223333';
/** The boundary as docs/manifests write it. */
export const SAMPLE_BOUNDARY = `arn:aws:iam::${SAMPLE_ACCOUNT}:policy/IrsaBoundary`;

/** Needed only where roles are given by EKS Pod Identity. */
export const POD_IDENTITY_POLICY = 'portal-iam-pod-identity.json';

/** Needed only where the event history is read. */
export const CLOUDTRAIL_POLICY = 'portal-iam-cloudtrail.json';

/** Needed only where migrations make roles themselves, and not code. */
export const MIGRATOR_POLICY = 'portal-iam-migrator.json';

/** The policies of docs/permissions.md by their file in docs/manifests; a test compares them with the files. */
export const DOCUMENTED_POLICIES: Record<string, PolicyDocument> = {
  'portal-iam-auditor.json': {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadIdentities',
        Effect: 'Allow',
        Action: [
          'iam:GetAccessKeyLastUsed',
          'iam:GetAccountAuthorizationDetails',
          'iam:GetAccountSummary',
          'iam:GetGroupPolicy',
          'iam:GetOpenIDConnectProvider',
          'iam:GetPolicy',
          'iam:GetPolicyVersion',
          'iam:GetRole',
          'iam:GetRolePolicy',
          'iam:GetUser',
          'iam:GetUserPolicy',
          'iam:ListAccessKeys',
          'iam:ListAccountAliases',
          'iam:ListAttachedGroupPolicies',
          'iam:ListAttachedRolePolicies',
          'iam:ListAttachedUserPolicies',
          'iam:ListGroupPolicies',
          'iam:ListGroupsForUser',
          'iam:ListOpenIDConnectProviders',
          'iam:ListPolicyTags',
          'iam:ListPolicyVersions',
          'iam:ListRolePolicies',
          'iam:ListRoleTags',
          'iam:ListRoles',
          'iam:ListUserPolicies',
          'iam:ListUsers',
        ],
        Resource: '*',
      },
      {
        Sid: 'AskWhatPoliciesAllow',
        Effect: 'Allow',
        Action: 'iam:SimulatePrincipalPolicy',
        Resource: '*',
      },
      {
        Sid: 'AskWhatWasUsed',
        Effect: 'Allow',
        Action: [
          'iam:GenerateServiceLastAccessedDetails',
          'iam:GetServiceLastAccessedDetails',
        ],
        Resource: '*',
      },
      {
        Sid: 'ReadClusters',
        Effect: 'Allow',
        Action: [
          'eks:DescribeCluster',
          'eks:DescribePodIdentityAssociation',
          'eks:ListAccessEntries',
          'eks:ListPodIdentityAssociations',
        ],
        Resource: '*',
      },
      {
        Sid: 'ReadResourcePolicies',
        Effect: 'Allow',
        Action: [
          'ecr:GetRepositoryPolicy',
          'kms:GetKeyPolicy',
          'kms:ListGrants',
          's3:GetBucketPolicy',
          'secretsmanager:GetResourcePolicy',
          'sns:GetTopicAttributes',
          'sqs:GetQueueAttributes',
        ],
        Resource: '*',
      },
    ],
  },
  [MIGRATOR_POLICY]: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'CreateBoundedRoles',
        Effect: 'Allow',
        Action: 'iam:CreateRole',
        Resource: 'arn:aws:iam::111122223333:role/irsa/*',
        Condition: {
          StringEquals: {
            'iam:PermissionsBoundary':
              'arn:aws:iam::111122223333:policy/IrsaBoundary',
          },
        },
      },
      {
        Sid: 'AttachOwnPolicies',
        Effect: 'Allow',
        Action: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
        Resource: 'arn:aws:iam::111122223333:role/irsa/*',
        Condition: {
          ArnLike: {
            'iam:PolicyARN': 'arn:aws:iam::111122223333:policy/irsa/*',
          },
          StringEquals: {
            'iam:PermissionsBoundary':
              'arn:aws:iam::111122223333:policy/IrsaBoundary',
          },
        },
      },
      {
        Sid: 'KeepOwnRoles',
        Effect: 'Allow',
        Action: [
          'iam:DeleteRole',
          'iam:TagRole',
          'iam:UpdateAssumeRolePolicy',
          'iam:UpdateRole',
        ],
        Resource: 'arn:aws:iam::111122223333:role/irsa/*',
      },
      {
        Sid: 'KeepOwnPolicies',
        Effect: 'Allow',
        Action: [
          'iam:CreatePolicy',
          'iam:CreatePolicyVersion',
          'iam:DeletePolicy',
          'iam:DeletePolicyVersion',
          'iam:SetDefaultPolicyVersion',
          'iam:TagPolicy',
        ],
        Resource: 'arn:aws:iam::111122223333:policy/irsa/*',
      },
      {
        Sid: 'RegisterClusters',
        Effect: 'Allow',
        Action: [
          'iam:AddClientIDToOpenIDConnectProvider',
          'iam:CreateOpenIDConnectProvider',
          'iam:TagOpenIDConnectProvider',
        ],
        Resource:
          'arn:aws:iam::111122223333:oidc-provider/oidc.eks.*.amazonaws.com/id/*',
      },
      {
        Sid: 'NoWayOut',
        Effect: 'Deny',
        Action: [
          'iam:AttachUserPolicy',
          'iam:CreateAccessKey',
          'iam:CreateLoginProfile',
          'iam:CreateUser',
          'iam:DeleteOpenIDConnectProvider',
          'iam:DeleteRolePermissionsBoundary',
          'iam:PutUserPolicy',
          'iam:RemoveClientIDFromOpenIDConnectProvider',
          'iam:UpdateOpenIDConnectProviderThumbprint',
        ],
        Resource: '*',
      },
      {
        Sid: 'PassRolesToPodsOnly',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: {
          StringNotEquals: {
            'iam:PassedToService': 'pods.eks.amazonaws.com',
          },
        },
      },
      {
        Sid: 'LeaveTheBoundaryAlone',
        Effect: 'Deny',
        Action: [
          'iam:CreatePolicyVersion',
          'iam:DeletePolicy',
          'iam:DeletePolicyVersion',
          'iam:SetDefaultPolicyVersion',
        ],
        Resource: 'arn:aws:iam::111122223333:policy/IrsaBoundary',
      },
    ],
  },
  [POD_IDENTITY_POLICY]: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeepAssociations',
        Effect: 'Allow',
        Action: [
          'eks:CreatePodIdentityAssociation',
          'eks:DeletePodIdentityAssociation',
          'eks:TagResource',
        ],
        Resource: [
          'arn:aws:eks:*:111122223333:cluster/*',
          'arn:aws:eks:*:111122223333:podidentityassociation/*',
        ],
      },
      {
        Sid: 'PassOwnRolesToPods',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::111122223333:role/irsa/*',
        Condition: {
          StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
        },
      },
    ],
  },
  [CLOUDTRAIL_POLICY]: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadEventHistory',
        Effect: 'Allow',
        Action: 'cloudtrail:LookupEvents',
        Resource: '*',
      },
    ],
  },
  'portal-iam-retirer.json': {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RetireKeys',
        Effect: 'Allow',
        Action: ['iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
        Resource: 'arn:aws:iam::111122223333:user/*',
      },
      {
        Sid: 'NotItsOwn',
        Effect: 'Deny',
        Action: ['iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
        Resource: 'arn:aws:iam::111122223333:user/irsa-portal',
      },
    ],
  },
};
