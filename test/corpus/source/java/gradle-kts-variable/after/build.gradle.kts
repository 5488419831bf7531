val awsVersion = "2.10.11"

dependencies {
    implementation("software.amazon.awssdk:s3:$awsVersion")
    implementation("software.amazon.awssdk:sts:${awsVersion}")
    testImplementation("software.amazon.awssdk:sqs:2.1.0")
}
