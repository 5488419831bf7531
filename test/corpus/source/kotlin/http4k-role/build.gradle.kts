dependencies {
    implementation("org.http4k:http4k-connect-amazon-s3:5.30.0.0")
    implementation("org.http4k:http4k-connect-amazon-sts:5.30.0.0")
}
