private val cookie = 30.days
suspend fun link(s3: S3Client, request: GetObjectRequest) = s3.presignGetObject(request, 15.minutes)
