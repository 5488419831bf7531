class Store {
  #client = new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } });
}
