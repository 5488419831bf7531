package s3

var client = s3.New(s3.Options{
	Region:       "eu-central-003",
	BaseEndpoint: aws.String("https://s3.eu-central-003.backblazeb2.com"),
	Credentials:  credentials.NewStaticCredentialsProvider(id, secret, ""),
})
