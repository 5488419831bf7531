package com.acme;

class Lake {
  Map<String, String> io(Conf c) {
    return Map.of(
        S3FileIOProperties.ACCESS_KEY_ID, c.id(),
        S3FileIOProperties.SECRET_ACCESS_KEY, c.secret());
  }
}
