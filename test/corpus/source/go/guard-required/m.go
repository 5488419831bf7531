package main

func load(c Conf) (aws.CredentialsProvider, error) {
	if c.AccessKey == "" {
		return nil, errors.New("access key is required")
	}
	return credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, ""), nil
}
