libraryDependencies ++= Seq(
  "software.amazon.awssdk" % "s3" % "2.10.11",
  "software.amazon.awssdk" % "sts" % "2.10.11"
)
