from pyspark.sql import SparkSession

from conf import ACCESS, SECRET

spark = (
    SparkSession.builder.appName("job")
    .config("spark.hadoop.fs.s3a.access.key", ACCESS)
    .config("spark.hadoop.fs.s3a.secret.key", SECRET)
    .config("spark.hadoop.fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
    .getOrCreate()
)
