package main

func open(c Conf) *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(fmt.Sprintf("https://%s.r2.cloudflarestorage.com", c.Account)),
		Credentials:  credentials.NewStaticCredentialsProvider(c.ID, c.Secret, ""),
	})
}
