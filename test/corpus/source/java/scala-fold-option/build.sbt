libraryDependencies ++= Seq(
  "software.amazon.awssdk" % "s3" % "2.25.0",
  "software.amazon.awssdk" % "sts" % "2.25.0"
)
