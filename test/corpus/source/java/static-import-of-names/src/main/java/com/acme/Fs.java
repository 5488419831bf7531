package com.acme;

import static org.apache.hadoop.fs.s3a.Constants.ACCESS_KEY;

class Fs {
  boolean isStatic(Configuration conf) {
    return conf.get(ACCESS_KEY) != null;
  }
}
