package p

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
)

func credsOf(accessKey, secretKey string) *credentials.Credentials {
	if accessKey == "" {
		return credentials.AnonymousCredentials
	}
	return credentials.NewStaticCredentials(accessKey, secretKey, "")
}
