hadoop = spark.sparkContext._jsc.hadoopConfiguration()
hadoop.set("fs.s3a.access.key", conf.key)
hadoop.set("fs.s3a.secret.key", conf.secret)
