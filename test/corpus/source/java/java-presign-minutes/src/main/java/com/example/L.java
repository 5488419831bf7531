package com.example;

class L {
  Object a = PutObjectPresignRequest.builder().signatureDuration(Duration.ofMinutes(60)).build();
  Object b = PutObjectPresignRequest.builder().signatureDuration(Duration.ofHours(12)).build();
}
