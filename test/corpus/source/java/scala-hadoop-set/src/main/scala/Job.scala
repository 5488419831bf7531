import org.apache.spark.sql.SparkSession

object Job extends App {
  val spark = SparkSession.builder.appName("job").getOrCreate()
  val hadoop = spark.sparkContext.hadoopConfiguration
  hadoop.set("fs.s3a.access.key", sys.env("LAKE_KEY"))
  hadoop.set("fs.s3a.secret.key", sys.env("LAKE_SECRET"))
}
