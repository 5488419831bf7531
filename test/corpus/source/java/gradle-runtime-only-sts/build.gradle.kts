dependencies {
    implementation(platform("software.amazon.awssdk:bom:2.25.11"))
    implementation("software.amazon.awssdk:s3")
    runtimeOnly("software.amazon.awssdk:sts")
}
