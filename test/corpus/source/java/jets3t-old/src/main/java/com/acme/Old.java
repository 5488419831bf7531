package com.acme;

import org.jets3t.service.impl.rest.httpclient.RestS3Service;
import org.jets3t.service.security.AWSCredentials;

class Old {
  RestS3Service open(String id, String secret) throws Exception {
    return new RestS3Service(new AWSCredentials(id, secret));
  }
}
