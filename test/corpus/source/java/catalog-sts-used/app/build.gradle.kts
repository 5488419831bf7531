dependencies {
    implementation(libs.aws.s3)
    runtimeOnly(libs.aws.sts)
}
