package s3

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

var sess = session.Must(session.NewSession(&aws.Config{
	Region:      aws.String("eu-west-1"),
	Credentials: credentials.NewStaticCredentials(conf.ID, conf.Secret, ""),
}))
