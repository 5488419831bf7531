package main

func provider(id, secret string) aws.CredentialsProvider {
	return credentials.StaticCredentialsProvider{
		Value: aws.Credentials{
			AccessKeyID: id, SecretAccessKey: secret,
		},
	}
}
