class A {
  void open() {
    var db = Db.builder().host("localhost").build();
    var s3 = S3Client.builder().build();
  }
}
