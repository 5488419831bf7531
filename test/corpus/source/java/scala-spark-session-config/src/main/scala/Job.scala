object Job {
  val spark = SparkSession.builder()
    .config("spark.hadoop.fs.s3a.access.key", conf.key)
    .config("spark.hadoop.fs.s3a.secret.key", conf.secret)
    .getOrCreate()
}
