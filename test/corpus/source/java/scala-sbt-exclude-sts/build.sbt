libraryDependencies += "software.amazon.awssdk" % "aws-sdk-java" % "2.25.0" exclude("software.amazon.awssdk", "sts")
