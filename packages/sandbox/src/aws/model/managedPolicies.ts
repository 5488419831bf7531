import { PolicyDocument } from 'backstage-plugin-irsa-common';
import { ManagedPolicy } from './entities';
import { uniqueId } from './ids';

const CREATED = Date.parse('2015-02-06T18:40:00Z');

const allow = (...Action: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

/**
 * Some of the policies that AWS manages. Long lists of actions are shortened with wildcards where that means the same.
 */
const DOCUMENTS: Record<string, PolicyDocument> = {
  AdministratorAccess: allow('*'),
  ReadOnlyAccess: allow(
    'iam:Get*',
    'iam:List*',
    's3:Get*',
    's3:List*',
    'sts:GetCallerIdentity',
    'eks:Describe*',
    'eks:List*',
  ),
  AmazonS3ReadOnlyAccess: allow(
    's3:Get*',
    's3:List*',
    's3:Describe*',
    's3-object-lambda:Get*',
    's3-object-lambda:List*',
  ),
  AmazonS3FullAccess: allow('s3:*', 's3-object-lambda:*'),
  IAMReadOnlyAccess: allow(
    'iam:GenerateCredentialReport',
    'iam:GenerateServiceLastAccessedDetails',
    'iam:Get*',
    'iam:List*',
    'iam:SimulateCustomPolicy',
    'iam:SimulatePrincipalPolicy',
  ),
  IAMFullAccess: allow('iam:*'),
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        NotAction: ['iam:*', 'organizations:*', 'account:*'],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: ['iam:ListRoles', 'organizations:DescribeOrganization'],
        Resource: '*',
      },
    ],
  },
  SecurityAudit: allow(
    'iam:Get*',
    'iam:List*',
    'iam:GenerateCredentialReport',
    's3:GetBucket*',
    's3:ListAllMyBuckets',
  ),
  AmazonSQSFullAccess: allow('sqs:*'),
  AmazonDynamoDBReadOnlyAccess: allow(
    'dynamodb:BatchGetItem',
    'dynamodb:Describe*',
    'dynamodb:Get*',
    'dynamodb:List*',
    'dynamodb:Query',
    'dynamodb:Scan',
  ),
};

/** The AWS-managed policies by ARN; the same in each account. */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, ManagedPolicy> = new Map(
  Object.entries(DOCUMENTS).map(([name, document]) => {
    const arn = `arn:aws:iam::aws:policy/${name}`;
    const policy: ManagedPolicy = {
      name,
      arn,
      path: '/',
      id: uniqueId('ANPA'),
      createdAt: CREATED,
      updatedAt: CREATED,
      tags: {},
      defaultVersionId: 'v1',
      nextVersion: 2,
      versions: [
        {
          versionId: 'v1',
          createdAt: CREATED,
          document,
          text: JSON.stringify(document),
        },
      ],
    };
    return [arn, policy];
  }),
);
