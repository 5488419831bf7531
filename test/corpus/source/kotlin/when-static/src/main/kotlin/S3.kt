fun provider(auth: Auth): AwsCredentialsProvider = when (auth) {
    is Auth.Keys -> StaticCredentialsProvider.create(AwsBasicCredentials.create(auth.id, auth.secret))
    is Auth.Default -> DefaultCredentialsProvider.create()
}
