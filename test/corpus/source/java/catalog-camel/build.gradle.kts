dependencies {
    implementation(libs.awsS3)
    runtimeOnly(libs.awsSts)
}
