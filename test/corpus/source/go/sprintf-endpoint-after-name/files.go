package main

func open(c Conf) *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(fmt.Sprintf("https://s3.%s.wasabisys.com", c.Region)),
		Credentials:  credentials.NewStaticCredentialsProvider(c.ID, c.Secret, ""),
	})
}
