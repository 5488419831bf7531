dependencies {
    implementation("aws.sdk.kotlin:sqs:1.2.30")
}
