from pyspark.sql import SparkSession

spark = SparkSession.builder.config(
    "spark.hadoop.fs.s3a.aws.credentials.provider",
    "com.amazonaws.auth.WebIdentityTokenCredentialsProvider",
).getOrCreate()
