libraryDependencies ++= Seq(
  "org.apache.hadoop" % "hadoop-aws" % "3.4.1",
  "software.amazon.awssdk" % "sts" % "2.25.0",
)
