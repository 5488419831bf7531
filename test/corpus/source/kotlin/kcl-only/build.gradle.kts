dependencies {
    implementation("com.amazonaws:amazon-kinesis-client:1.15.1")
}
