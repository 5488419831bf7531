package main

func local() *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String("http://localhost:4566"),
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
}
