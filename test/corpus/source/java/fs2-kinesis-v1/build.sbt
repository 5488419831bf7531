libraryDependencies ++= Seq(
  "software.amazon.awssdk" % "kinesis" % "2.25.0",
  "software.amazon.awssdk" % "sts" % "2.25.0",
  "com.amazonaws" % "amazon-kinesis-producer" % "0.15.10",
)
