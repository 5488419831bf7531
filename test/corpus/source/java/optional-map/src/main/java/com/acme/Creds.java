package com.acme;

class Creds {
  AwsCredentialsProvider provider(Settings settings) {
    return settings.accessKey()
        .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(AwsBasicCredentials.create(id, settings.secret())))
        .orElseGet(DefaultCredentialsProvider::create);
  }
}
