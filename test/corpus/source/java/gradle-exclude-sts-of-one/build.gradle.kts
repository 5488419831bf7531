dependencies {
    implementation("software.amazon.awssdk:aws-sdk-java:2.25.0") {
        exclude(group = "software.amazon.awssdk", module = "sts")
    }
}
