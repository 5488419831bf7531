dependencies {
    implementation(libs.aws.s3)
    testImplementation(libs.aws.sts)
}
