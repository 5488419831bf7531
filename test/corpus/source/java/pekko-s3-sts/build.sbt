libraryDependencies ++= Seq(
  "org.apache.pekko" %% "pekko-connectors-s3" % "1.0.2",
  "software.amazon.awssdk" % "sts" % "2.25.0",
)
