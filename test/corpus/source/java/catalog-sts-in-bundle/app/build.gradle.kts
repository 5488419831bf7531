dependencies {
    implementation(libs.bundles.aws)
}
