dependencies {
    implementation("aws.sdk.kotlin:s3:1.2.0")
}
