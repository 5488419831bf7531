fun client(conf: Conf): S3Client {
    return S3Client.builder().build()
}
