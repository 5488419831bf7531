package com.acme;

record Key(String accessKeyId, String secretAccessKey) {}

class Keys {
  List<String> old(IamClient iam) {
    return iam.listAccessKeys().accessKeyMetadata().stream().map(AccessKeyMetadata::accessKeyId).toList();
  }
}
