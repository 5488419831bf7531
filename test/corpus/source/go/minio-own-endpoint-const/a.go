package a

const endpoint = "https://storage.internal:9000"

func client(c Conf) *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(endpoint),
		Credentials:  credentials.NewStaticCredentialsProvider(c.ID, c.Secret, ""),
	})
}
