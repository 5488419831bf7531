package main

import (
	"github.com/aws/aws-sdk-go/aws/credentials"
)

func creds() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvProvider{},
		&credentials.SharedCredentialsProvider{Filename: "/etc/aws"},
	})
}
