class Store {
  #client = new S3Client({});
}
