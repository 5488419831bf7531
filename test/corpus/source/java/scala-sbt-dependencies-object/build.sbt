import Dependencies._

libraryDependencies ++= Seq(s3, sts)
