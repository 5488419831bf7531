package s3

import "github.com/minio/minio-go/v7/pkg/credentials"

var creds = credentials.NewChainCredentials([]credentials.Provider{
	&credentials.EnvAWS{},
	&credentials.FileAWSCredentials{},
	&credentials.IAM{Client: http.DefaultClient},
})
