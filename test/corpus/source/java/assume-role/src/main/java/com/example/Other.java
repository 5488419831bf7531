package com.example;

class Other {
  AwsCredentialsProvider provider(StsClient sts, String arn) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(r -> r.roleArn(arn).roleSessionName("svc"))
        .build();
  }
}
