import os

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder
    .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
    .config("spark.sql.catalog.lake.s3.access-key-id", os.environ["K"])
    .config("spark.sql.catalog.lake.s3.secret-access-key", os.environ["S"])
    .getOrCreate()
)
