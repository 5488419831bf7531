package s3

import (
	"github.com/aws/aws-sdk-go/aws"
	awscreds "github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

type Config struct{ ID, Secret, Region string }

func New(c Config) (*session.Session, error) {
	return session.NewSessionWithOptions(session.Options{
		Config: aws.Config{
			Region:      aws.String(c.Region),
			Credentials: awscreds.NewStaticCredentials(c.ID, c.Secret, ""),
		},
	})
}
