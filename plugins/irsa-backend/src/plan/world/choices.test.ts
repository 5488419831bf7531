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

describe('providers that take keys only', () => {
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
  ])('not %s', text => {
    expect(keyProvidersIn(text)).toEqual([]);
  });
});
