package com.acme;

import static org.apache.hadoop.fs.s3a.Constants.ACCESS_KEY;
import static org.apache.hadoop.fs.s3a.Constants.SECRET_KEY;

class Fs {
  Configuration conf(Conf c) {
    Configuration conf = new Configuration();
    conf.set(ACCESS_KEY, c.id());
    conf.set(SECRET_KEY, c.secret());
    return conf;
  }
}
