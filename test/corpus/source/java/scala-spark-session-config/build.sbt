libraryDependencies += "org.apache.hadoop" % "hadoop-aws" % "3.3.6"
