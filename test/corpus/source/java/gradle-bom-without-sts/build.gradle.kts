dependencies {
    implementation(platform("software.amazon.awssdk:bom:2.25.10"))
    implementation("software.amazon.awssdk:s3")
    testImplementation("software.amazon.awssdk:sts")
}
