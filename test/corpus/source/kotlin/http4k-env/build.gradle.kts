dependencies {
    implementation("org.http4k:http4k-connect-amazon-sqs:5.30.0.0")
}
