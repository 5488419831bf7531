package com.example;

class Sign {
  String scope(AwsCredentialsProvider provider) {
    AwsCredentials keys = provider.resolveCredentials();
    return keys.accessKeyId() + "/" + keys.secretAccessKey();
  }
}
