package main

func s3Client() *s3.S3 {
	conf := aws.NewConfig().WithRegion("eu-west-1").WithCredentials(
		credentials.NewStaticCredentials(viper.GetString("AWS_ACCESS_KEY_ID"), viper.GetString("AWS_SECRET_ACCESS_KEY"), ""),
	)
	return s3.New(session.Must(session.NewSession(conf)))
}
