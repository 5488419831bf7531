package aws

func GetCredentialsOption(settings ClientSettings) func(*config.LoadOptions) error {
	return config.WithCredentialsProvider(credentials.StaticCredentialsProvider{
		Value: aws.Credentials{
			AccessKeyID:     settings.Credentials.AccessKeyID,
			SecretAccessKey: settings.Credentials.SecretAccessKey,
		},
	})
}
