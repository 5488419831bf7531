package com.acme;

class Fs {
  FileSystem open(String accessKey, String secretKey) throws IOException {
    Map<String, String> env = new HashMap<>();
    env.put(com.upplication.s3fs.AmazonS3Factory.ACCESS_KEY, accessKey);
    env.put(com.upplication.s3fs.AmazonS3Factory.SECRET_KEY, secretKey);
    return FileSystems.newFileSystem(URI.create("s3:///"), env, getClass().getClassLoader());
  }
}
