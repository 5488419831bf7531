import { keyProvidersIn, profilesChosenIn } from './choices';

describe('profiles that a text chooses', () => {
  it.each([
    'aws s3 ls --profile backup',
    'aws --profile=backup s3 ls',
    '-Daws.profile=backup',
    'IAMLoginModule required awsProfileName="backup";',
    "boto3.Session(profile_name='backup')",
    'cloud:\n  aws:\n    profile: backup\n',
    '{"aws": {"profile":"backup"}}',
    'provider "aws" {\n  profile = "backup"\n}',
    'spring.cloud.aws.credentials.profile.name=backup',
    'aws_profile = backup',
    'env:\n- name: AWS_PROFILE\n  value: backup\n',
  ])('%s', text => {
    expect(profilesChosenIn(text)).toEqual(['backup']);
  });

  it.each([
    'source_profile = backup',
    '[profile backup]',
    'profile: default',
    'profile: ${AWS_PROFILE}',
    'profiles:\n  - backup',
    'user_profiles: backup',
  ])('not %s', text => {
    expect(profilesChosenIn(text)).toEqual([]);
  });
});

describe('what takes no role', () => {
  it.each([
    [
      'fs.s3a.aws.credentials.provider=org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
      'SimpleAWSCredentialsProvider',
    ],
    [
      '<value>com.amazonaws.auth.EnvironmentVariableCredentialsProvider</value>',
      'EnvironmentVariableCredentialsProvider',
    ],
    [
      'provider: software.amazon.awssdk.auth.credentials.StaticCredentialsProvider',
      'StaticCredentialsProvider',
    ],
    [
      '<value>org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider</value>',
      'IAMInstanceCredentialsProvider',
    ],
    [
      '-Dprovider=com.amazonaws.auth.InstanceProfileCredentialsProvider',
      'InstanceProfileCredentialsProvider',
    ],
    ['        instance-profile: true', 'instance-profile: true'],
    [
      'SPRING_CLOUD_AWS_CREDENTIALS_INSTANCE_PROFILE=true',
      'INSTANCE_PROFILE=true',
    ],
    ['QUARKUS_S3_AWS_CREDENTIALS_TYPE=static', 'CREDENTIALS_TYPE=static'],
    ['DISCOURSE_S3_USE_IAM_PROFILE=false', 'USE_IAM_PROFILE=false'],
    ['  use_iam_profile: false', 'use_iam_profile: false'],
    ['env_auth = false', 'env_auth = false'],
    [
      '<use_environment_credentials>0</use_environment_credentials>',
      'use_environment_credentials>0',
    ],
  ])('%s', (text, name) => {
    expect(keyProvidersIn(text)).toEqual([name]);
  });

  it.each([
    'com.amazonaws.auth.DefaultAWSCredentialsProviderChain',
    'com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
    'a.SimpleAWSCredentialsProvider,com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
    '# org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
    'com.example.MyStaticCredentialsProviderFactory',
    'com.example.NonStaticCredentialsProvider',
    'instance-profile: false',
    'S3_USE_IAM_PROFILE=true',
    'QUARKUS_S3_AWS_CREDENTIALS_TYPE=default',
    'credentials-type: static-file',
    'use_iam: falsetto',
  ])('not %s', text => {
    expect(keyProvidersIn(text)).toEqual([]);
  });
});
