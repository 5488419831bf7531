package com.example;

@ConfigurationProperties(prefix = "app.s3")
record AwsProperties(String accessKey, String secretKey, String region) {}
