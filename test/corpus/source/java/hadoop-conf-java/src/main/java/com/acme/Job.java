package com.acme;

class Job {
  Configuration conf(Settings settings) {
    Configuration conf = new Configuration();
    conf.set("fs.s3a.access.key", settings.id());
    conf.set("fs.s3a.secret.key", settings.secret());
    return conf;
  }
}
