dependencies {
    implementation("com.amazonaws:aws-java-sdk-s3:1.12.782")
}
