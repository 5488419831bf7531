dependencies {
    implementation("org.http4k:http4k-connect-amazon-sqs:5.14.0.0")
}
