dependencies {
    implementation(platform("org.http4k:http4k-connect-bom:5.30.0.0"))
    implementation("org.http4k:http4k-connect-amazon-dynamodb")
}
