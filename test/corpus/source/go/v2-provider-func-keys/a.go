package a

var provider = aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
	return aws.Credentials{
		AccessKeyID:     conf.Key,
		SecretAccessKey: conf.Secret,
	}, nil
})
