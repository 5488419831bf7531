package com.acme

@Component
@ConfigurationProperties(prefix = "s3")
class S3Properties {
  lateinit var accessKey: String
  lateinit var secretKey: String
}

@Configuration
class Conf(private val properties: S3Properties) {
  @Bean
  fun s3() =
    AmazonS3ClientBuilder.standard()
      .build()
}
