libraryDependencies ++= Seq(
  "software.amazon.awssdk" % "s3" % "2.5.0",
  "software.amazon.awssdk" % "sts" % "2.5.0"
)
