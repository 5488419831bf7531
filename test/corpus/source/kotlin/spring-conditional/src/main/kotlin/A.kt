@Configuration
class A {
    @Bean
    @ConditionalOnProperty("app.s3.access-key")
    fun keys(p: Props): AwsCredentialsProvider =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(p.accessKey, p.secretKey))

    @Bean
    @ConditionalOnMissingBean
    fun default(): AwsCredentialsProvider = DefaultCredentialsProvider.create()
}
