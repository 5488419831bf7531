suspend fun open(conf: Conf) = S3Client.fromEnvironment {
    if (conf.id != null && conf.secret != null) {
        credentialsProvider = StaticCredentialsProvider(Credentials(conf.id, conf.secret))
    }
}
