fn provider(id: String, secret: String) -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(aws_credential_types::Credentials::new(id, secret, None, None, "conf"))
}
