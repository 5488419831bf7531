dependencies {
    implementation(libs.findLibrary("aws-s3").get())
    implementation(libs.findLibrary("aws-sts").get())
}
