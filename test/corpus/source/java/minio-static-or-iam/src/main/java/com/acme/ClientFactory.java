package com.acme;

@Component
public class ClientFactory {
  MinioClient client(String accessKey, String secretKey) {
    Provider provider;
    if (StringUtils.isNotBlank(accessKey) && StringUtils.isNotBlank(secretKey)) {
      provider = new StaticProvider(accessKey, secretKey, null);
    } else {
      provider = new IamAwsProvider(null, null);
    }
    return MinioClient.builder().endpoint("https://s3.amazonaws.com").credentialsProvider(provider).build();
  }
}
