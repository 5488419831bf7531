/** Each list is one step of the path, and one of its actions is enough for that step. The path needs all steps. */
interface KnownPath {
  id: string;
  steps: string[][];
}

const PASS = ['iam:PassRole'];

/**
 * Known ways from some rights to all rights of an account.
 * Sources: Rhino Security Labs, "AWS IAM Privilege Escalation – Methods and Mitigation"; Bishop Fox, "IAM Vulnerable".
 */
export const ESCALATION_PATHS: readonly KnownPath[] = [
  { id: 'new-policy-version', steps: [['iam:CreatePolicyVersion']] },
  { id: 'older-policy-version', steps: [['iam:SetDefaultPolicyVersion']] },
  { id: 'key-of-another-user', steps: [['iam:CreateAccessKey']] },
  {
    id: 'password-of-another-user',
    steps: [['iam:CreateLoginProfile', 'iam:UpdateLoginProfile']],
  },
  { id: 'attach-policy-to-user', steps: [['iam:AttachUserPolicy']] },
  { id: 'attach-policy-to-group', steps: [['iam:AttachGroupPolicy']] },
  {
    id: 'attach-policy-to-role',
    steps: [['iam:AttachRolePolicy'], ['sts:AssumeRole']],
  },
  { id: 'inline-policy-of-user', steps: [['iam:PutUserPolicy']] },
  { id: 'inline-policy-of-group', steps: [['iam:PutGroupPolicy']] },
  {
    id: 'inline-policy-of-role',
    steps: [['iam:PutRolePolicy'], ['sts:AssumeRole']],
  },
  { id: 'join-group', steps: [['iam:AddUserToGroup']] },
  {
    id: 'trust-policy',
    steps: [['iam:UpdateAssumeRolePolicy'], ['sts:AssumeRole']],
  },
  {
    id: 'drop-boundary',
    steps: [
      ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
    ],
  },
  { id: 'pass-role-to-ec2', steps: [PASS, ['ec2:RunInstances']] },
  {
    id: 'pass-role-to-lambda',
    steps: [
      PASS,
      ['lambda:CreateFunction'],
      [
        'lambda:InvokeFunction',
        'lambda:AddPermission',
        'lambda:CreateEventSourceMapping',
        'lambda:CreateFunctionUrlConfig',
      ],
    ],
  },
  {
    id: 'code-of-function',
    steps: [
      ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration'],
    ],
  },
  {
    id: 'pass-role-to-cloudformation',
    steps: [PASS, ['cloudformation:CreateStack']],
  },
  {
    id: 'pass-role-to-ecs',
    steps: [
      PASS,
      ['ecs:RegisterTaskDefinition'],
      ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService'],
    ],
  },
  {
    id: 'pass-role-to-glue',
    steps: [PASS, ['glue:CreateDevEndpoint', 'glue:CreateJob']],
  },
  {
    id: 'pass-role-to-codebuild',
    steps: [PASS, ['codebuild:CreateProject'], ['codebuild:StartBuild']],
  },
  {
    id: 'pass-role-to-sagemaker',
    steps: [
      PASS,
      ['sagemaker:CreateNotebookInstance'],
      ['sagemaker:CreatePresignedNotebookInstanceUrl'],
    ],
  },
  {
    id: 'pass-role-to-data-pipeline',
    steps: [
      PASS,
      ['datapipeline:CreatePipeline'],
      ['datapipeline:PutPipelineDefinition'],
      ['datapipeline:ActivatePipeline'],
    ],
  },
  {
    id: 'pass-role-to-step-functions',
    steps: [PASS, ['states:CreateStateMachine'], ['states:StartExecution']],
  },
  {
    id: 'commands-on-instances',
    steps: [['ssm:SendCommand', 'ssm:StartSession']],
  },
  {
    id: 'pod-identity',
    steps: [PASS, ['eks:CreatePodIdentityAssociation']],
  },
];
