private val LINK = 2.days

suspend fun link(s3: S3Client, request: GetObjectRequest) = s3.presignGetObject(request, LINK)
