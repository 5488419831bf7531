dependencies {
    implementation("com.amazonaws:aws-java-sdk-s3:1.12.790")
    implementation("com.amazonaws:aws-java-sdk-sts:1.12.790")
}
