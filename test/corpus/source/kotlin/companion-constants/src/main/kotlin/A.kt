suspend fun link(s3: S3Client, request: GetObjectRequest) =
    s3.presignGetObject(request, Limits.LINK_TTL)
