import sbt._

object Dependencies {
  object V { val aws = "2.3.0" }
  val s3 = "software.amazon.awssdk" % "s3" % V.aws
  val sts = "software.amazon.awssdk" % "sts" % V.aws
}
