libraryDependencies ++= Seq(
  "org.apache.hadoop" % "hadoop-aws" % "3.4.1",
)
