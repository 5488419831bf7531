package com.example;

import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;

class Files {
  AmazonS3 client(Conf conf) {
    return AmazonS3ClientBuilder.standard()
        .withRegion("eu-west-1")
        .build();
  }
}
