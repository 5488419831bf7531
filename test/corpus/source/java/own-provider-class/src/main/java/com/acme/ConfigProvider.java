package com.acme;

class ConfigProvider implements AwsCredentialsProvider {
  private final Conf conf;

  ConfigProvider(Conf conf) {
    this.conf = conf;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return AwsBasicCredentials.builder()
        .accessKeyId(conf.id())
        .secretAccessKey(conf.secret())
        .build();
  }
}
