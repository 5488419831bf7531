dependencies {
    implementation(libs.aws.s3)
    implementation(libs.aws.sts)
}
