import sbt._

object Dependencies {
  object V { val aws = "2.10.11" }
  val s3 = "software.amazon.awssdk" % "s3" % V.aws
  val sts = "software.amazon.awssdk" % "sts" % V.aws
}
