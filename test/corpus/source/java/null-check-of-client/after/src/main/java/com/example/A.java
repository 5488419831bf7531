class A {
  private S3Client s3;

  S3Client client() {
    if (s3 == null) {
      s3 = S3Client.builder().build();
    }
    return s3;
  }
}
