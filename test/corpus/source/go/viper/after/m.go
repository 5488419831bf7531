package main

func s3Client() *s3.S3 {
	conf := aws.NewConfig().WithRegion("eu-west-1")
	return s3.New(session.Must(session.NewSession(conf)))
}
