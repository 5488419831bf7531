from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.config(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider",
    ).getOrCreate()
)
