dependencies {
    implementation(libs.aws.s3)
}
