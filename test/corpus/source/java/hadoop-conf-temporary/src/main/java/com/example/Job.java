package com.example;

class Job {
  void set(Configuration conf, AwsSessionCredentials c) {
    conf.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider");
    conf.set("fs.s3a.access.key", c.accessKeyId());
    conf.set("fs.s3a.secret.key", c.secretAccessKey());
    conf.set("fs.s3a.session.token", c.sessionToken());
  }
}
