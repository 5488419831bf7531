object Job extends App {
  val spark = SparkSession.builder()
    .config("spark.hadoop.fs.s3a.access.key", sys.env("KEY"))
    .config("spark.hadoop.fs.s3a.secret.key", sys.env("SECRET"))
    .getOrCreate()
}
