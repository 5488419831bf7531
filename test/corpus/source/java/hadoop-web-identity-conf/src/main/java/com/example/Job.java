package com.example;

class Job {
  void set(Configuration conf) {
    conf.set("fs.s3a.aws.credentials.provider", "com.amazonaws.auth.WebIdentityTokenCredentialsProvider");
  }
}
