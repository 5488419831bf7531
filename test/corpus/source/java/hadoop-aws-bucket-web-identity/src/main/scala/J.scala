object J {
  def conf(spark: org.apache.spark.sql.SparkSession): Unit =
    spark.sparkContext.hadoopConfiguration.set(
      "fs.s3a.bucket.lake.aws.credentials.provider",
      "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider")
}
