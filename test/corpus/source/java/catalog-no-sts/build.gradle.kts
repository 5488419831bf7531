dependencies {
    implementation(libs.s3)
}
