@ConfigurationProperties("storage")
data class StorageProperties(val accessKey: String, val secretKey: String, val bucket: String)

@Configuration
class Storage(private val p: StorageProperties) {
    @Bean
    fun s3(): S3Client = S3Client.builder()
        .build()
}
