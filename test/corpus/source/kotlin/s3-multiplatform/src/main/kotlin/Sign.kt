class Signer(private val id: String, private val secret: String) {
    fun header(date: String) = "AWS4-HMAC-SHA256 Credential=$id/$date/eu-west-1/s3/aws4_request"
}
