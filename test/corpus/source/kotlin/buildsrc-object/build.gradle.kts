dependencies {
    implementation("software.amazon.awssdk:s3:${Versions.AWS}")
    implementation("software.amazon.awssdk:sts:${Versions.AWS}")
}
