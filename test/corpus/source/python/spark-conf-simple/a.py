from pyspark.sql import SparkSession

spark = (
    SparkSession.builder
    .config("spark.hadoop.fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
    .config("spark.hadoop.fs.s3a.access.key", conf.key)
    .config("spark.hadoop.fs.s3a.secret.key", conf.secret)
    .getOrCreate()
)
